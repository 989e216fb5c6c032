/** Attributes of users and channels, as a load. Imports scenario and what that imports. */
@NullMarked
package io.rtmkit.loadtest.attr;

import org.jspecify.annotations.NullMarked;
