import type { Result } from '../../api';
import {
  InvitationApiCallError,
  InvitationStep,
  LocalInvitationError,
  type InvitationPush,
} from '../../generated/protocol';
import { Refusal, type Answer } from '../Answer';
import { NO_TIMER, type Timer } from '../Clock';
import type { Context } from '../Context';
import { INVITATION, NOT_LOGGED_IN } from '../requests/Operation';
import type { Requests } from '../requests/Requests';
import { findIdProblem, findSizeProblem } from '../requests/rules';
import type { ServerLimits } from '../requests/ServerLimits';
import type { U64 } from '../wire/U64';
import { InvitationLog } from './InvitationLog';
import type { MessageIds } from './MessageIds';

/** The states of an invitation at its caller; the numbers are those of the API. */
const enum State {
  SENT = 1,
  RECEIVED = 2,
  ACCEPTED = 3,
  REFUSED = 4,
  CANCELED = 5,
  FAILURE = 6,
}

/** An invitation of this client. */
class LocalInvitation {
  state: State = State.SENT;
  sendUnanswered = true;
  timer: Timer = NO_TIMER;
  // What the callee is told with a cancel in the place of the content.
  lastContent = '';

  constructor(
    readonly id: U64,
    readonly peerId: string,
    readonly channelId: string,
    readonly content: string,
  ) {}

  get isOpen(): boolean {
    return this.state === State.SENT || this.state === State.RECEIVED;
  }

  /** As an event tells it, which may have more. */
  show<N extends string, M extends object>(rtmEvent: N, more: M = {} as M) {
    const { peerId: calleeId, channelId, content, lastContent, state } = this;
    const canceled = state === State.CANCELED && lastContent !== '';
    const shown = canceled ? lastContent : content;
    return Object.assign(
      { rtmEvent, calleeId, content: shown, channelId, state: state as number },
      more,
    );
  }
}

/** The invitations that this client sent. */
export class LocalInvitations {
  lifetimeMs = 0;
  private readonly log = new InvitationLog<LocalInvitation>();

  constructor(
    private readonly context: Context,
    private readonly requests: Requests,
    private readonly limits: ServerLimits,
    private readonly ids: MessageIds,
  ) {}

  send(calleeId: string, channelId: string, content: string, answer: Answer): void {
    this.check(calleeId, channelId, content);
    if (this.log.hasOpen(calleeId, channelId)) {
      const text = 'an invitation of this callee with this channelId is open';
      throw new Refusal(InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_SENT, text);
    }
    const invitation = new LocalInvitation(this.ids.next(), calleeId, channelId, content);
    this.log.add(invitation);
    if (!this.requests.isLoggedIn) {
      answer.fail(NOT_LOGGED_IN, 'not logged in');
      this.fail(invitation, LocalInvitationError.LOCAL_INVITATION_ERR_NOT_LOGGEDIN);
      return;
    }
    invitation.timer = this.context.clock.schedule(this.lifetimeMs, () => {
      this.fail(invitation, LocalInvitationError.LOCAL_INVITATION_ERR_INVITATION_EXPIRE);
    });
    this.requests.submit(
      INVITATION,
      { sendInvitation: { invitationId: invitation.id, calleeId, channelId, content } },
      () => {
        invitation.sendUnanswered = false;
        answer.done();
      },
      (error) => this.onSendFailed(invitation, error, answer),
    );
  }

  /** Takes back the newest invitation of a callee; with a channelId, the newest with that one. */
  cancel(calleeId: string, channelId: string, content: string, answer: Answer): void {
    this.check(calleeId, channelId, content);
    this.requests.refuseIfLoggedOut();
    const invitation = this.log.find(calleeId, channelId, (each) => each.isOpen);
    if (!invitation) {
      const text = `no invitation was sent to ${calleeId}`;
      throw new Refusal(InvitationApiCallError.INVITATION_API_CALL_ERR_NOT_STARTED, text);
    }
    if (!invitation.isOpen) {
      const text = 'the invitation has ended';
      throw new Refusal(InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_END, text);
    }
    invitation.lastContent = content;
    this.requests.submit(
      INVITATION,
      { cancelInvitation: { invitationId: invitation.id, content } },
      () => answer.done(),
      (error) => answer.fail(error.code, error.message),
    );
  }

  /** A step of an invitation of this user; answers whether it is one of these, and open. */
  onPush(push: InvitationPush): boolean {
    const invitation = this.log.open().find((each) => each.id === push.invitationId);
    if (!invitation) {
      return false;
    }
    const { response } = push;
    switch (push.step) {
      case InvitationStep.INVITATION_STEP_RECEIVED:
      // The acceptance itself shows when both sides know of it.
      case InvitationStep.INVITATION_STEP_ACCEPTING:
        this.onReceived(invitation);
        break;
      case InvitationStep.INVITATION_STEP_ACCEPTED:
        this.onReceived(invitation);
        this.end(invitation, State.ACCEPTED);
        this.tellAnswer('onLocalInvitationAccepted', invitation, response);
        break;
      case InvitationStep.INVITATION_STEP_REFUSED:
        this.onReceived(invitation);
        this.end(invitation, State.REFUSED);
        this.tellAnswer('onLocalInvitationRefused', invitation, response);
        break;
      case InvitationStep.INVITATION_STEP_CANCELED:
        this.end(invitation, State.CANCELED);
        this.context.tell(invitation.show('onLocalInvitationCanceled'));
        break;
      case InvitationStep.INVITATION_STEP_FAILED:
        this.fail(invitation, push.failureCode);
        break;
    }
    return true;
  }

  /** Ends those that a new session does not know of; what is sent again it will know. */
  failUnless(isKnown: (id: U64) => boolean): void {
    this.log
      .open()
      .filter((each) => !isKnown(each.id) && !each.sendUnanswered)
      .forEach((each) => this.fail(each, LocalInvitationError.LOCAL_INVITATION_ERR_NOT_LOGGEDIN));
  }

  failAll(): void {
    this.log
      .open()
      .forEach((each) => this.fail(each, LocalInvitationError.LOCAL_INVITATION_ERR_NOT_LOGGEDIN));
  }

  // Refused for what is in it or for how many there are, it was not sent. After any other failure
  // the server may have it all the same: then it ends like every other, by an event.
  private onSendFailed(invitation: LocalInvitation, error: Result, answer: Answer): void {
    const notSent =
      error.code === InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT ||
      error.code === InvitationApiCallError.INVITATION_API_CALL_ERR_TOO_OFTEN;
    invitation.sendUnanswered = false;
    if (notSent && invitation.state === State.SENT) {
      invitation.timer.cancel();
      this.log.remove(invitation);
    }
    answer.fail(error.code, error.message);
    if (error.code === NOT_LOGGED_IN) {
      this.fail(invitation, LocalInvitationError.LOCAL_INVITATION_ERR_NOT_LOGGEDIN);
    }
  }

  private onReceived(invitation: LocalInvitation): void {
    if (invitation.state === State.SENT) {
      invitation.state = State.RECEIVED;
      this.context.tell(invitation.show('onLocalInvitationReceivedByPeer'));
    }
  }

  private tellAnswer(
    rtmEvent: 'onLocalInvitationAccepted' | 'onLocalInvitationRefused',
    invitation: LocalInvitation,
    response: string,
  ): void {
    this.context.tell(invitation.show(rtmEvent, { getResponse: response, response }));
  }

  private fail(invitation: LocalInvitation, code: number): void {
    if (invitation.isOpen) {
      this.end(invitation, State.FAILURE);
      this.context.tell(invitation.show('onLocalInvitationFailure', { code }));
    }
  }

  private end(invitation: LocalInvitation, state: State): void {
    invitation.timer.cancel();
    invitation.state = state;
  }

  private check(calleeId: string, channelId: string, content: string): void {
    const problem =
      findIdProblem('calleeId', calleeId) ||
      (channelId === '' ? undefined : findIdProblem('channelId', channelId)) ||
      findSizeProblem('content', content, this.limits.now.invitationBytes);
    if (problem) {
      throw new Refusal(InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT, problem);
    }
  }
}
