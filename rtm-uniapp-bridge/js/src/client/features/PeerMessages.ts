import { PeerMessageError, type PeerMessagePush } from '../../generated/protocol';
import { Refusal, type Answer } from '../Answer';
import type { Context } from '../Context';
import { PEER_MESSAGE } from '../requests/Operation';
import type { Requests } from '../requests/Requests';
import { findIdProblem } from '../requests/rules';
import type { ServerLimits } from '../requests/ServerLimits';
import { toNumber, type U64 } from '../wire/U64';
import { findTextProblem, readContent, toContent } from './content';
import type { Inbox } from './Inbox';
import type { MessageIds } from './MessageIds';

/** A text to send, and whether the server keeps it. */
export interface OutgoingText {
  text: string;
  enableHistoricalMessaging: boolean;
  enableOfflineMessaging: boolean;
}

/** Messages between two users. */
export class PeerMessages {
  constructor(
    private readonly context: Context,
    private readonly requests: Requests,
    private readonly limits: ServerLimits,
    private readonly messageIds: MessageIds,
    private readonly inbox: Inbox,
  ) {}

  send(peerId: string, message: OutgoingText, answer: Answer): void {
    const badId = findIdProblem('peerId', peerId);
    if (badId) {
      throw new Refusal(PeerMessageError.PEER_MESSAGE_ERR_INVALID_USERID, badId);
    }
    const badText = findTextProblem(message.text, this.limits.now.messageBytes);
    if (badText) {
      throw new Refusal(PeerMessageError.PEER_MESSAGE_ERR_INVALID_MESSAGE, badText);
    }
    const { enableHistoricalMessaging, enableOfflineMessaging } = message;
    const peerMessage = {
      messageId: this.messageIds.next(),
      peerId,
      content: toContent(message.text),
      enableHistoricalMessaging,
      enableOfflineMessaging,
    };
    this.requests.submit(
      PEER_MESSAGE,
      { peerMessage },
      () => answer.done(),
      (error) => answer.fail(error.code, error.message),
    );
  }

  onLost(count: U64): void {
    this.context.tell({ rtmEvent: 'onPeerMessagesLost', count: toNumber(count) });
  }

  onPush(push: PeerMessagePush): void {
    if (this.inbox.isNew(push.peerId, push.messageId)) {
      const { messageType, text, rawMessage } = readContent(push.content);
      this.context.tell({
        rtmEvent: 'onPeerMessageReceived',
        serverReceivedTs: push.serverReceivedMs,
        text,
        OfflineMessage: push.offline ? 1 : 0,
        messageType,
        peerId: push.peerId,
        rawMessage,
      });
    }
  }
}
