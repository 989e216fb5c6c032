package io.rtmkit.server.admin;

import io.rtmkit.server.core.invitation.InvitationAnswer;
import io.rtmkit.server.core.invitation.InvitationView;
import io.rtmkit.server.core.invitation.Invitations;
import io.rtmkit.server.core.session.UserKey;
import java.util.List;
import java.util.Locale;

/** Call invitations that have not ended. Stateless. */
final class InvitationRoutes {
  private final Invitations invitations;

  InvitationRoutes(Invitations invitations) {
    this.invitations = invitations;
  }

  List<Route> routes() {
    String all = "/v1/apps/{app}/invitations";
    return List.of(
        Route.get(all, Access.APP, this::list),
        Route.change("POST", all + "/cancel", Access.APP, "cancel invitation", this::cancel));
  }

  private ApiResponse list(ApiRequest request) {
    String user = request.queryText("user");
    List<InvitationView> open = invitations.open(request.appId(), user.isEmpty() ? null : user);
    return ApiResponse.json(
        Json.list(
            "invitations",
            open,
            (view, node) ->
                node.put("callerId", view.callerId())
                    .put("calleeId", view.calleeId())
                    .put("invitationId", Long.toUnsignedString(view.number()))
                    .put("channelId", view.channelId())
                    .put("state", view.state().name().toLowerCase(Locale.ROOT))));
  }

  private ApiResponse cancel(ApiRequest request) {
    UserKey caller = new UserKey(request.appId(), request.text("callerId"));
    long number;
    try {
      number = Long.parseUnsignedLong(request.text("invitationId"));
    } catch (NumberFormatException e) {
      throw ApiException.badField(
          "invitationId", "invitationId: is no number of an invitation: as it was listed");
    }
    InvitationAnswer answer = invitations.cancel(caller, number);
    if (answer.code() != 0) {
      throw ApiException.conflict(answer.reason());
    }
    return ApiResponse.noContent();
  }
}
