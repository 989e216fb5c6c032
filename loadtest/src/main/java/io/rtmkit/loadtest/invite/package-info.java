/** Call invitations, as a load. Imports scenario and what that imports. */
@NullMarked
package io.rtmkit.loadtest.invite;

import org.jspecify.annotations.NullMarked;
