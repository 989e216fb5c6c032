/** The comparison with other servers. Imports process, Netty, HdrHistogram, Jackson and picocli. */
@NullMarked
package io.rtmkit.loadtest.compare;

import org.jspecify.annotations.NullMarked;
