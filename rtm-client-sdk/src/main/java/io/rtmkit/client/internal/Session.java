package io.rtmkit.client.internal;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Resume;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Who is logged in, with which token, and what resumes the session. From login to logout. Loop. */
final class Session {
  private static final String SDK = "rtmkit-java/" + Clients.VERSION;

  private final String appId;
  private final String userId;
  private String token;
  // Given to renewToken, not yet answered: the one to log in with if the connection is lost.
  private @Nullable String offeredToken;
  private @Nullable String lastSentToken;
  private @Nullable String lastExpiredToken;
  // Tells the attempts of this login from those of others.
  private final long loginId = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
  private int attempts;
  private String id = "";
  private ByteString secret = ByteString.EMPTY;

  Session(String appId, String userId, String token) {
    this.appId = appId;
    this.userId = userId;
    this.token = token;
  }

  LoginRequest loginRequest(long inboxOffset, List<ChannelPosition> positions) {
    LoginRequest.Builder request =
        LoginRequest.newBuilder()
            .setAppId(appId)
            .setUserId(userId)
            .setToken(currentToken())
            .setSdk(SDK)
            .setLoginId(loginId)
            .setAttempt(++attempts);
    if (!id.isEmpty()) {
      request.setResume(
          Resume.newBuilder()
              .setSessionId(id)
              .setSecret(secret)
              .setInboxOffset(inboxOffset)
              .addAllChannels(positions));
    }
    lastSentToken = currentToken();
    return request.build();
  }

  /** Takes the keys of the session; answers whether the one that was lost goes on. */
  boolean onLoggedIn(LoginReply reply) {
    boolean resumed = reply.getResumed() && !id.isEmpty();
    id = reply.getSessionId();
    secret = reply.getResumeSecret();
    return resumed;
  }

  void offerToken(String newToken) {
    offeredToken = newToken;
  }

  /** The server answered the renewal with this token. */
  void onRenewed(String newToken, boolean accepted) {
    if (accepted) {
      token = newToken;
    }
    if (newToken.equals(offeredToken)) {
      offeredToken = null;
    }
  }

  /** Whether a newer token was given since the last login was sent. */
  boolean hasUntriedToken() {
    return !currentToken().equals(lastSentToken);
  }

  /** Notes that the token is over; false if that was known. */
  boolean noteExpired() {
    boolean news = !currentToken().equals(lastExpiredToken);
    lastExpiredToken = currentToken();
    return news;
  }

  String userId() {
    return userId;
  }

  private String currentToken() {
    String offered = offeredToken;
    return offered == null ? token : offered;
  }
}
