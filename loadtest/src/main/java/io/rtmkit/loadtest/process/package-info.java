/** Processes that a run starts, their ports, and open files. Imports java.* and annotations. */
@NullMarked
package io.rtmkit.loadtest.process;

import org.jspecify.annotations.NullMarked;
