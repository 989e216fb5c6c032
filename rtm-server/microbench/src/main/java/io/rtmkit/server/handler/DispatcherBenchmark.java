package io.rtmkit.server.handler;

import io.rtmkit.protocol.v1.Ack;
import io.rtmkit.protocol.v1.PingRequest;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.HotPathBenchmark;
import io.rtmkit.server.Samples;
import io.rtmkit.server.WiredDomain;
import io.rtmkit.server.core.lane.SilentLink;
import io.rtmkit.server.core.session.Session;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** From a decoded request to the frames on the links, through the whole domain. */
public class DispatcherBenchmark extends HotPathBenchmark {
  private static final int MEMBERS = 10;

  private final WiredDomain domain = new WiredDomain();
  private final SilentLink senderLink = domain.link();
  private final SilentLink receiverLink = domain.link();
  private final Client sender = login("user-00001", senderLink);
  private final Client receiver = login(Samples.PEER, receiverLink);

  private final Request ping =
      Samples.request(Request.newBuilder().setPing(PingRequest.getDefaultInstance()));
  private final Request publish =
      Samples.request(Request.newBuilder().setPublish(Samples.publish()));
  private final Request peerMessage =
      Samples.request(Request.newBuilder().setPeerMessage(Samples.peerMessage()));

  /** Of everything that the receiver was sent, whatever its offset. */
  private final Ack ack = Ack.newBuilder().setInboxOffset(Long.MAX_VALUE).build();

  private Client login(String userId, SilentLink link) {
    Session session = domain.login(userId, link);
    domain.join(session, link);
    Client client = new Client(link, domain.frames());
    client.loggedIn(session);
    return client;
  }

  /** Fills the channel, and tries each benchmark once: it must do what it says. */
  @Setup
  public void fill() {
    for (int i = 2; i < MEMBERS; i++) {
      login("member-" + i, domain.link());
    }
    expect(this::ping, 1, 0);
    expect(this::publish, 1, 1);
    expect(this::peerMessage, 1, 1);
  }

  private void expect(Runnable benchmark, int replies, int pushes) {
    long senderBefore = senderLink.writes();
    long receiverBefore = receiverLink.writes();
    benchmark.run();
    if (senderLink.writes() - senderBefore != replies
        || receiverLink.writes() - receiverBefore != pushes) {
      throw new IllegalStateException("other frames than expected were written");
    }
  }

  @Benchmark
  public void ping() {
    domain.receive(sender, ping);
  }

  /** To a channel of ten members. */
  @Benchmark
  public void publish() {
    domain.receive(sender, publish);
  }

  /** With the receiver's acknowledgement, which brings about the reply. */
  @Benchmark
  public void peerMessage() {
    domain.receive(sender, peerMessage);
    domain.receive(receiver, ack);
  }
}
