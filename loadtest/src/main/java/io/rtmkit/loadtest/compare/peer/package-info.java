/** The servers that are compared, and how each is started. Imports compare.dialect. */
@NullMarked
package io.rtmkit.loadtest.compare.peer;

import org.jspecify.annotations.NullMarked;
