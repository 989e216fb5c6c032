/** Messages between two users, as a load. Imports scenario and what that imports. */
@NullMarked
package io.rtmkit.loadtest.peer;

import org.jspecify.annotations.NullMarked;
