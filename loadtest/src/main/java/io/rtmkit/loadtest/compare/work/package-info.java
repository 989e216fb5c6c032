/**
 * The works of a comparison, how they are measured, and what came out. Imports compare.driver,
 * compare.peer, process and HdrHistogram.
 */
@NullMarked
package io.rtmkit.loadtest.compare.work;

import org.jspecify.annotations.NullMarked;
