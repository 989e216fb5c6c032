package io.rtmkit.loadtest.wire;

import io.rtmkit.protocol.v1.Reply;

/** Hears the answer to one request, on the client's event loop; never if there is none. */
public interface ReplyListener {
  void onReply(Reply reply);
}
