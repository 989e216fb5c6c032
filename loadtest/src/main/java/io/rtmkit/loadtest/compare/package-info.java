/**
 * The comparison with other servers. Imports process, report, threshold, the files, facts and
 * ranges of scenario, rtm-protocol, Netty, HdrHistogram and picocli.
 */
@NullMarked
package io.rtmkit.loadtest.compare;

import org.jspecify.annotations.NullMarked;
