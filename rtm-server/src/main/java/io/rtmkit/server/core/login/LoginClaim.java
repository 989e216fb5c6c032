package io.rtmkit.server.core.login;

import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.core.session.UserKey;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A user with a good token wants a session. Immutable.
 *
 * @param shown the key of a session that the client wants to resume; null if it wants a new one
 * @param isGone whether the client's connection has been closed meanwhile: it may have logged in
 *     elsewhere since, and what it asked for here must not take effect any more
 */
public record LoginClaim(
    UserKey user, @Nullable ResumeKey shown, LoginAttempt attempt, BooleanSupplier isGone) {}
