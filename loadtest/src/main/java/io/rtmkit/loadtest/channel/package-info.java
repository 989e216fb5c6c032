/** Messages to the members of channels, as a load. Imports scenario and what that imports. */
@NullMarked
package io.rtmkit.loadtest.channel;

import org.jspecify.annotations.NullMarked;
