package io.rtmkit.loadtest.check;

import org.junit.jupiter.api.Test;

/** Messages that were not sent, or not so, are found. */
class CheckInventedTest {
  private final ForgedRun run = new ForgedRun();
  private final MessageId hello = MessageId.toPeer("alice", "bob", 1);

  @Test
  void whatNobodySentIsInvented() {
    run.of("alice");
    run.tells("bob", hello, 1);
    run.finds(Invariant.NOTHING_INVENTED, hello);
  }

  @Test
  void aChangedMessageIsInvented() {
    run.sends(hello, 1, 3);
    String text = new Payload(ForgedRun.RUN, hello).text().replace("alice", "alicf");
    run.tells("bob", "alice", "bob", 1.1, text);
    run.finds(Invariant.NOTHING_INVENTED, text);
  }

  @Test
  void aMessageOfAnotherRunIsInvented() {
    run.sends(hello, 1, 3);
    String text = new Payload("another", hello).text();
    run.tells("bob", "alice", "bob", 1.1, text);
    run.finds(Invariant.NOTHING_INVENTED, text);
  }

  @Test
  void aMessageUnderAnotherNameIsInvented() {
    run.sends(hello, 1, 0);
    run.tells("bob", "mallory", "bob", 1.1, new Payload(ForgedRun.RUN, hello).text());
    run.finds(Invariant.NOTHING_INVENTED, hello);
  }

  @Test
  void aMessageToSomebodyElseIsInvented() {
    run.sends(hello, 1, 3);
    run.tells("carol", hello, 1.1);
    run.finds(Invariant.NOTHING_INVENTED, hello);
  }

  @Test
  void aMessageBeforeItWasSentIsInvented() {
    run.sends(hello, 1, 0);
    run.tells("bob", hello, 0.9);
    run.finds(Invariant.NOTHING_INVENTED, hello);
  }
}
