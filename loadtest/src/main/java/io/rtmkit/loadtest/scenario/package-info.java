/**
 * What every scenario has: its options, its clients, its course and its report. Imports wire,
 * arrival, measure, threshold, report, process, picocli and a progress bar.
 */
@NullMarked
package io.rtmkit.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
