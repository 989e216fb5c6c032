/** Whose session a login gets. Imports core.port, core.session, java.* and annotations. */
package io.rtmkit.server.core.login;
