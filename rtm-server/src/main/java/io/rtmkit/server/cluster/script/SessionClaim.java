package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.login.LoginAttempt;
import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.UserKey;
import org.jspecify.annotations.Nullable;

/**
 * What a server wants when a user logs in or comes back. Immutable.
 *
 * @param fresh of the session, if there will be a new one
 * @param shown of the session that the client had; null if it shows none
 * @param attempt which attempt of the client it is
 * @param mayOpen whether there may be a new session
 */
public record SessionClaim(
    UserKey user,
    String node,
    ResumeKey fresh,
    @Nullable ResumeKey shown,
    LoginAttempt attempt,
    boolean mayOpen) {}
