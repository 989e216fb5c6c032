/** Users who come and go under watchers, as a load. Imports scenario and what that imports. */
@NullMarked
package io.rtmkit.loadtest.presence;

import org.jspecify.annotations.NullMarked;
