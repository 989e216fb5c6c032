package io.rtmkit.loadtest.report;

import java.util.List;

/** A table of a report. Immutable. */
public record Table(String title, List<String> header, List<List<String>> rows) {}
