package io.rtmkit.server.admin;

import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_SIZE_OVERFLOW_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.AttributeKind;
import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.AttributeWriteMode;
import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.UserAttributesReply;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.attribute.UserAttributeService;
import io.rtmkit.server.core.channel.ChannelService;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Attributes of users who are online, and of channels. Stateless. */
final class AttributeRoutes {
  /** Who wrote, for the members of a channel, if the back end does not say. */
  private static final String USUAL_WRITER = "server";

  private static final String WRITE_USER = "write user attributes";

  private final Sessions sessions;
  private final UserAttributeService users;
  private final ChannelService channels;
  private final AcrossServers across;

  AttributeRoutes(Domain domain, AcrossServers across) {
    this.sessions = domain.sessions();
    this.users = domain.userAttributes();
    this.channels = domain.channels();
    this.across = across;
    across.answers(WRITE_USER, this::writeUserHere);
  }

  List<Route> routes() {
    String user = "/v1/apps/{app}/users/{user}/attributes";
    String channel = "/v1/apps/{app}/channels/{channel}/attributes";
    return List.of(
        new Route("GET", user, Access.APP, "", this::readUser),
        new Route("PATCH", user, Access.APP, WRITE_USER, this::writeUser),
        new Route("GET", channel, Access.APP, "", this::readChannel),
        new Route("PATCH", channel, Access.APP, "write channel attributes", this::writeChannel));
  }

  private CompletionStage<ApiResponse> readUser(ApiRequest request) {
    return Later.<UserAttributesReply>orNull(
            answer -> users.read(request.user(), List.of(), answer))
        .thenApply(
            read -> {
              if (read == null) {
                throw notOnline();
              }
              return attributes(read.getAttributesList(), read.getRevision());
            });
  }

  private CompletionStage<ApiResponse> writeUser(ApiRequest request) {
    return across.atOwner(WRITE_USER, request.user(), request);
  }

  private CompletionStage<ApiResponse> writeUserHere(ApiRequest request) {
    Session session = sessions.find(request.user());
    if (session == null) {
      throw notOnline();
    }
    return Later.<AttributesWritten>of(answer -> users.write(session, write(request), answer))
        .thenApply(AttributeRoutes::written);
  }

  private static ApiException notOnline() {
    return ApiException.notFound("user: is not online, so it has no attributes");
  }

  private CompletionStage<ApiResponse> readChannel(ApiRequest request) {
    return Later.<ChannelAttributesReply>of(
            answer ->
                channels.readAttributes(
                    request.appId(), request.variable("channel"), List.of(), answer))
        .thenApply(read -> attributes(read.getAttributesList(), read.getRevision()));
  }

  private CompletionStage<ApiResponse> writeChannel(ApiRequest request) {
    String from = request.text("from").isEmpty() ? USUAL_WRITER : request.text("from");
    ApiRules.checkUser("from", from);
    UserKey writer = new UserKey(request.appId(), from);
    WriteChannelAttributesRequest write =
        WriteChannelAttributesRequest.newBuilder()
            .setChannelId(request.variable("channel"))
            .setWrite(write(request))
            .setNotifyMembers(request.flag("notify"))
            .build();
    return Later.<AttributesWritten>of(answer -> channels.writeAttributes(writer, write, answer))
        .thenApply(AttributeRoutes::written);
  }

  /** The mode, what is to be written and what is to be removed. */
  private static AttributeWrite write(ApiRequest request) {
    AttributeWrite.Builder write = AttributeWrite.newBuilder().setMode(mode(request));
    request
        .body()
        .path("attributes")
        .properties()
        .forEach(entry -> write.addAttributes(toAttribute(entry.getKey(), entry.getValue())));
    request.body().path("keys").forEach(key -> write.addKeys(key.asText()));
    JsonNode revision = request.body().path("expectedRevision");
    if (!revision.isMissingNode()) {
      write.setExpectedRevision(revision.asLong());
    }
    return write.build();
  }

  private static AttributeWriteMode mode(ApiRequest request) {
    return switch (request.text("mode")) {
      case "replace" -> AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE;
      case "delete" -> AttributeWriteMode.ATTRIBUTE_WRITE_MODE_DELETE;
      case "clear" -> AttributeWriteMode.ATTRIBUTE_WRITE_MODE_CLEAR;
      default -> AttributeWriteMode.ATTRIBUTE_WRITE_MODE_MERGE;
    };
  }

  private static Attribute toAttribute(String key, JsonNode value) {
    AttributeKind kind =
        value.isNumber()
            ? AttributeKind.ATTRIBUTE_KIND_NUMBER
            : value.isBoolean()
                ? AttributeKind.ATTRIBUTE_KIND_BOOLEAN
                : AttributeKind.ATTRIBUTE_KIND_STRING;
    return Attribute.newBuilder().setKey(key).setValue(value.asText()).setKind(kind).build();
  }

  private static ApiResponse attributes(List<Attribute> attributes, long revision) {
    ObjectNode body = Json.object();
    ObjectNode byKey = body.putObject("attributes");
    for (Attribute attribute : attributes) {
      String value = attribute.getValue();
      switch (attribute.getKind()) {
        case ATTRIBUTE_KIND_NUMBER -> putNumber(byKey, attribute.getKey(), value);
        case ATTRIBUTE_KIND_BOOLEAN -> byKey.put(attribute.getKey(), value.equals("true"));
        default -> byKey.put(attribute.getKey(), value);
      }
    }
    return ApiResponse.json(body.put("revision", revision));
  }

  private static void putNumber(ObjectNode byKey, String key, String value) {
    try {
      byKey.put(key, new BigDecimal(value));
    } catch (NumberFormatException e) {
      byKey.put(key, value);
    }
  }

  private static ApiResponse written(AttributesWritten written) {
    if (written.isDone()) {
      return ApiResponse.json(Json.object().put("revision", written.revision()));
    }
    boolean argument =
        written.code() == ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT_VALUE
            || written.code() == ATTRIBUTE_OPERATION_ERR_SIZE_OVERFLOW_VALUE;
    throw argument
        ? ApiException.badField("attributes", written.reason())
        : ApiException.conflict(written.reason());
  }
}
