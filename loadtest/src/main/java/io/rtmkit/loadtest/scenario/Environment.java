package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.measure.ServerUsage;
import io.rtmkit.loadtest.wire.Target;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * What runs are given beside their scenarios. Immutable.
 *
 * @param loops event loops
 * @param connecting clients that connect at a time while a scenario is prepared
 * @param usage where the server's CPU and memory are read, if anywhere
 * @param err for the progress
 */
public record Environment(
    Target target,
    int loops,
    int connecting,
    @Nullable ServerUsage usage,
    boolean quiet,
    PrintWriter err,
    Interruption interruption) {}
