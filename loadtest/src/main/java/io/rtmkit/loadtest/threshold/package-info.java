/** Conditions that a run has to meet. Imports HdrHistogram. */
@NullMarked
package io.rtmkit.loadtest.threshold;

import org.jspecify.annotations.NullMarked;
