package io.rtmkit.server.core.port;

import io.rtmkit.server.core.session.UserKey;
import java.util.List;

/** There is no other server. Stateless. */
final class AloneServers implements Servers {
  @Override
  public String self() {
    return "";
  }

  @Override
  public List<Server> all() {
    return List.of();
  }

  @Override
  public void locate(UserKey user, Answer<String> answer) {
    answer.give("");
  }

  @Override
  public void ask(String node, String request, Answer<String> answer) {
    answer.fail(StoreException.refused("there is no other server"));
  }

  @Override
  public void tell(String node, String notice) {}

  @Override
  public void serve(Service service) {}
}
