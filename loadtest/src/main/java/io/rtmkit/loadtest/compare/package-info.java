/**
 * The comparison with other servers. Imports process, report, threshold, the files and facts of
 * scenario, Netty, HdrHistogram and picocli.
 */
@NullMarked
package io.rtmkit.loadtest.compare;

import org.jspecify.annotations.NullMarked;
