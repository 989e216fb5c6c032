/** Processes that a run starts, and their ports. Imports java.* and annotations. */
@NullMarked
package io.rtmkit.loadtest.process;

import org.jspecify.annotations.NullMarked;
