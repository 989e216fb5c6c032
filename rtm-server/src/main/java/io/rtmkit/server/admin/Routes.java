package io.rtmkit.server.admin;

import java.util.List;
import java.util.stream.Stream;

/** The table of all routes that need credentials. Immutable. */
final class Routes {
  private final EventFeed feed;
  private final List<Route> all;

  Routes(Domain domain, ServerControl control, AcrossServers across, Traces traces) {
    BackEndMessages messages = new BackEndMessages(domain);
    feed = new EventFeed(domain.events(), domain.clock().currentTimeMillis());
    all =
        Stream.of(
                new ServerRoutes(domain, control).routes(),
                new ErrorRoutes(domain).routes(),
                new AppRoutes(domain.apps()).routes(),
                new TokenRoutes(domain).routes(),
                new MessageRoutes(domain, messages, across).routes(),
                new UserRoutes(domain, across, traces).routes(),
                new ChannelRoutes(domain, across).routes(),
                new AttributeRoutes(domain, across).routes(),
                new InvitationRoutes(domain, across).routes(),
                new HistoryRoutes(domain.store()).routes(),
                new EventRoutes(feed).routes(),
                new WebhookRoutes(domain.webhooks()).routes(),
                new VendorRoutes(domain, messages, feed, across).routes())
            .flatMap(List::stream)
            .toList();
  }

  /** Requests may come from now on. */
  void begin() {
    feed.begin();
  }

  List<Route> all() {
    return all;
  }
}
