package io.rtmkit.server.admin;

import io.rtmkit.server.core.invitation.InvitationAnswer;
import io.rtmkit.server.core.invitation.InvitationService;
import io.rtmkit.server.core.invitation.InvitationView;
import io.rtmkit.server.core.session.UserKey;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** Call invitations that have not ended. Stateless. */
final class InvitationRoutes {
  private static final String LIST = "list invitations";

  /** The servers of both ends know one. */
  private static final Merge BY_NAME = Merge.lists("invitations", "callerId", "invitationId");

  private final InvitationService invitations;
  private final AcrossServers across;

  InvitationRoutes(Domain domain, AcrossServers across) {
    this.invitations = domain.invitations();
    this.across = across;
    across.answers(LIST, this::listHere);
  }

  List<Route> routes() {
    String all = "/v1/apps/{app}/invitations";
    return List.of(
        new Route("GET", all, Access.APP, "", this::list),
        new Route("POST", all + "/cancel", Access.APP, "cancel invitation", this::cancel));
  }

  private CompletionStage<ApiResponse> list(ApiRequest request) {
    return across.everywhere(LIST, request, BY_NAME).thenApply(ApiResponse::json);
  }

  /** Those with an end on this server. */
  private CompletionStage<ApiResponse> listHere(ApiRequest request) {
    String user = request.queryText("user");
    return Later.<List<InvitationView>>of(
            answer -> invitations.open(request.appId(), user.isEmpty() ? null : user, answer))
        .thenApply(InvitationRoutes::list);
  }

  private static ApiResponse list(List<InvitationView> open) {
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

  private CompletionStage<ApiResponse> cancel(ApiRequest request) {
    UserKey caller = new UserKey(request.appId(), request.text("callerId"));
    long number = number(request.text("invitationId"));
    return Later.<InvitationAnswer>of(answer -> invitations.cancel(caller, number, answer))
        .thenApply(
            answer -> {
              if (answer.code() != 0) {
                throw ApiException.conflict(answer.reason());
              }
              return ApiResponse.noContent();
            });
  }

  private static long number(String text) {
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.badField(
          "invitationId", "invitationId: is no number of an invitation: as it was listed");
    }
  }
}
