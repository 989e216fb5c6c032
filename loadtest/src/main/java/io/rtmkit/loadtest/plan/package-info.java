/** Several scenarios one after the other, as a file says. Imports the scenarios and Jackson. */
@NullMarked
package io.rtmkit.loadtest.plan;

import org.jspecify.annotations.NullMarked;
