/**
 * What a run counts and times, second for second, and what it finds wrong with messages. Imports
 * arrival, process and HdrHistogram.
 */
@NullMarked
package io.rtmkit.loadtest.measure;

import org.jspecify.annotations.NullMarked;
