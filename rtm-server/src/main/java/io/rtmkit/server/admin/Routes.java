package io.rtmkit.server.admin;

import java.util.List;
import java.util.stream.Stream;

/** The table of all routes that need credentials. Immutable. */
final class Routes {
  private final List<Route> all;

  Routes(Domain domain, ServerControl control) {
    BackEndMessages messages = new BackEndMessages(domain);
    EventFeed feed = new EventFeed(domain.clock().currentTimeMillis());
    domain.events().add(feed);
    all =
        Stream.of(
                new ServerRoutes(domain, control).routes(),
                new ErrorRoutes(domain.requests()).routes(),
                new AppRoutes(domain.apps()).routes(),
                new TokenRoutes(domain).routes(),
                new MessageRoutes(domain, messages).routes(),
                new UserRoutes(domain).routes(),
                new ChannelRoutes(domain.channels()).routes(),
                new AttributeRoutes(domain).routes(),
                new InvitationRoutes(domain.invitations()).routes(),
                new HistoryRoutes(domain.store()).routes(),
                new EventRoutes(feed).routes(),
                new VendorRoutes(domain, messages, feed).routes())
            .flatMap(List::stream)
            .toList();
  }

  List<Route> all() {
    return all;
  }
}
