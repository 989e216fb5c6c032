/**
 * What a run has to tell, and the files that tell it. Knows of no scenario. Imports threshold,
 * HdrHistogram, Jackson, and the charts of rtm-server's console (uPlot) as a resource.
 */
@NullMarked
package io.rtmkit.loadtest.report;

import org.jspecify.annotations.NullMarked;
