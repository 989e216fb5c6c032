/** Connections and logins, as a load. Imports scenario and what that imports. */
@NullMarked
package io.rtmkit.loadtest.conn;

import org.jspecify.annotations.NullMarked;
