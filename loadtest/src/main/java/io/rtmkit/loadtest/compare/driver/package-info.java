/**
 * The clients of a comparison, the same for every peer. Imports compare.dialect, Netty and
 * HdrHistogram.
 */
@NullMarked
package io.rtmkit.loadtest.compare.driver;

import org.jspecify.annotations.NullMarked;
