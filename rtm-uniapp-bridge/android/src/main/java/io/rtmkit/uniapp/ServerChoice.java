package io.rtmkit.uniapp;

import com.alibaba.fastjson.JSONObject;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.internal.Parameters;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which server the client talks to: what setParameters said, otherwise the server of
 * createInstance, otherwise the parameter of the host's manifest. Parameters hold beyond release,
 * like those of the manifest. Under the lock of {@link SharedClient}.
 */
final class ServerChoice {
  /** What to say where no server is known. */
  static final String UNKNOWN =
      "no server is known: name it by createInstance({appId, server: 'rtm.example.com:7080'}), by "
          + "setParameters({'rtm.server': 'rtm.example.com:7080'}), or by the plugin's parameter "
          + Host.SERVER_PARAMETER;

  private static final String SERVER = "rtm.server";
  private static final String WEB_COMMAND = "confPriCloudAddr";

  private @Nullable String serverParameters;
  private @Nullable String otherParameters;
  private boolean known;

  /** Keeps parameters, and hands them to the client if there is one. */
  void setParameters(Call call, @Nullable RtmClient client) {
    String json = toJson(call.options.all());
    if (parse(call, json).nameServer()) {
      serverParameters = json;
      known = true;
    } else {
      otherParameters = json;
    }
    if (client != null) {
      client.setParameters(json);
    }
  }

  /**
   * Tells a new client its server.
   *
   * @param ofInstance the server named by createInstance, empty for none
   */
  void apply(Call call, RtmClient client, String ofInstance) {
    String named = ofInstance.isEmpty() ? Host.server(call.page) : ofInstance;
    if (serverParameters == null && !named.isEmpty()) {
      JSONObject parameters = new JSONObject();
      parameters.put(SERVER, named);
      String json = parameters.toJSONString();
      parse(call, json);
      client.setParameters(json);
    }
    // Not before: an address that is refused leaves everything as it was.
    known = serverParameters != null || !named.isEmpty();
    for (String each : new String[] {serverParameters, otherParameters}) {
      if (each != null) {
        client.setParameters(each);
      }
    }
  }

  boolean isKnown() {
    return known;
  }

  private static Parameters parse(Call call, String json) {
    try {
      return Parameters.parse(json);
    } catch (IllegalArgumentException e) {
      throw call.invalid(String.valueOf(e.getMessage()));
    }
  }

  // The vendor's web client takes the same command as an object of its own.
  private static String toJson(Map<?, ?> parameters) {
    Map<String, Object> flat = new HashMap<>();
    for (Map.Entry<?, ?> entry : parameters.entrySet()) {
      boolean command = WEB_COMMAND.equalsIgnoreCase(String.valueOf(entry.getKey()));
      if (command && entry.getValue() instanceof Map) {
        flat.put("Cmd", "ConfPriCloudAddr");
        for (Map.Entry<?, ?> part : ((Map<?, ?>) entry.getValue()).entrySet()) {
          flat.put(String.valueOf(part.getKey()), part.getValue());
        }
      } else {
        flat.put(String.valueOf(entry.getKey()), entry.getValue());
      }
    }
    return new JSONObject(flat).toJSONString();
  }
}
