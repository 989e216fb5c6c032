import type { Result } from '../../api';
import {
  InvitationApiCallError,
  InvitationStep,
  RemoteInvitationError,
  type InvitationPush,
} from '../../generated/protocol';
import { Refusal, type Answer } from '../Answer';
import { NO_TIMER, type Timer } from '../Clock';
import type { Context } from '../Context';
import { INVITATION } from '../requests/Operation';
import type { Requests } from '../requests/Requests';
import { findIdProblem, findSizeProblem } from '../requests/rules';
import type { ServerLimits } from '../requests/ServerLimits';
import type { U64 } from '../wire/U64';
import { InvitationLog } from './InvitationLog';

/** The states of an invitation at its callee; the numbers are those of the API. */
const enum State {
  RECEIVED = 1,
  ACCEPT_SENT = 2,
  REFUSED = 3,
  ACCEPTED = 4,
  CANCELED = 5,
  FAILURE = 6,
}

/** An invitation to this client's user. */
class RemoteInvitation {
  state: State = State.RECEIVED;
  refusing = false;
  response = '';
  timer: Timer = NO_TIMER;

  constructor(
    readonly id: U64,
    readonly peerId: string,
    readonly channelId: string,
    public content: string,
  ) {}

  get isOpen(): boolean {
    return this.state === State.RECEIVED || this.state === State.ACCEPT_SENT;
  }

  /** Whether the user has not answered it. */
  get isWaiting(): boolean {
    return this.state === State.RECEIVED && !this.refusing;
  }

  /** As an event tells it, which may have more. */
  show<N extends string, M extends object>(rtmEvent: N, more: M = {} as M) {
    const { peerId: callerId, channelId, content, state } = this;
    return Object.assign({ rtmEvent, callerId, content, channelId, state: state as number }, more);
  }
}

/** Callers choose their ids by themselves: only both together name an invitation. */
export function keyOf(callerId: string, id: U64): string {
  return `${id} ${callerId}`;
}

/** The invitations to this client's user, and those that ended lately: a new session may bring them again. */
export class RemoteInvitations {
  lifetimeMs = 0;
  private readonly log = new InvitationLog<RemoteInvitation>();

  constructor(
    private readonly context: Context,
    private readonly requests: Requests,
    private readonly limits: ServerLimits,
  ) {}

  /** Accepts or refuses the newest invitation of a caller that waits; with a channelId, that with this one. */
  answer(callerId: string, channelId: string, accept: boolean, response: string, answer: Answer): void {
    const problem =
      findIdProblem('calleeId', callerId) ||
      findSizeProblem('response', response, this.limits.now.invitationBytes);
    if (problem) {
      throw new Refusal(InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT, problem);
    }
    this.requests.refuseIfLoggedOut();
    const invitation = this.findUnanswered(callerId, channelId);
    invitation.response = response;
    invitation.refusing = !accept;
    if (accept) {
      invitation.state = State.ACCEPT_SENT;
    }
    this.requests.submit(
      INVITATION,
      { answerInvitation: { invitationId: invitation.id, callerId, accept, response } },
      () => answer.done(),
      (error) => {
        onAnswerFailed(invitation, error);
        answer.fail(error.code, error.message);
      },
    );
  }

  onInvited(push: InvitationPush): void {
    if (this.log.has((each) => isOf(each, push))) {
      return;
    }
    const { invitationId, callerId, channelId, content } = push;
    const invitation = new RemoteInvitation(invitationId, callerId, channelId, content);
    this.log.add(invitation);
    invitation.timer = this.context.clock.schedule(this.lifetimeMs, () => {
      this.fail(
        invitation,
        invitation.state === State.ACCEPT_SENT
          ? RemoteInvitationError.REMOTE_INVITATION_ERR_ACCEPT_FAILURE
          : RemoteInvitationError.REMOTE_INVITATION_ERR_INVITATION_EXPIRE,
      );
    });
    this.context.tell(invitation.show('onRemoteInvitationReceived'));
  }

  /** The end of an invitation to this user; of an unknown one, or told before, it means nothing. */
  onEnd(push: InvitationPush): void {
    const invitation = this.log.open().find((each) => isOf(each, push));
    if (!invitation) {
      return;
    }
    const { response } = invitation;
    switch (push.step) {
      case InvitationStep.INVITATION_STEP_ACCEPTED:
        end(invitation, State.ACCEPTED);
        this.context.tell(invitation.show('onRemoteInvitationAccepted', { response }));
        break;
      case InvitationStep.INVITATION_STEP_REFUSED:
        end(invitation, State.REFUSED);
        this.context.tell(invitation.show('onRemoteInvitationRefused', { response }));
        break;
      case InvitationStep.INVITATION_STEP_CANCELED:
        end(invitation, State.CANCELED);
        invitation.content = push.content || invitation.content;
        this.context.tell(invitation.show('onRemoteInvitationCanceled'));
        break;
      case InvitationStep.INVITATION_STEP_FAILED:
        this.fail(invitation, push.failureCode);
        break;
    }
  }

  /** Ends those that a new session does not know of. */
  failUnless(isKnown: (key: string) => boolean): void {
    this.log
      .open()
      .filter((each) => !isKnown(keyOf(each.peerId, each.id)))
      .forEach((each) => this.fail(each, RemoteInvitationError.REMOTE_INVITATION_ERR_INVITATION_EXPIRE));
  }

  failAll(): void {
    this.failUnless(() => false);
  }

  private findUnanswered(callerId: string, channelId: string): RemoteInvitation {
    const invitation = this.log.find(callerId, channelId, (each) => each.isWaiting);
    if (!invitation) {
      const text = `${callerId} has not invited this user`;
      throw new Refusal(InvitationApiCallError.INVITATION_API_CALL_ERR_NOT_STARTED, text);
    }
    if (invitation.state === State.ACCEPT_SENT) {
      const text = 'the invitation was accepted before';
      throw new Refusal(InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_ACCEPT, text);
    }
    if (!invitation.isOpen || invitation.refusing) {
      const text = invitation.isOpen ? 'the invitation was refused before' : 'the invitation has ended';
      throw new Refusal(InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_END, text);
    }
    return invitation;
  }

  private fail(invitation: RemoteInvitation, code: number): void {
    if (invitation.isOpen) {
      end(invitation, State.FAILURE);
      this.context.tell(invitation.show('onRemoteInvitationFailure', { code }));
    }
  }
}

function isOf(invitation: RemoteInvitation, push: InvitationPush): boolean {
  return invitation.id === push.invitationId && invitation.peerId === push.callerId;
}

function end(invitation: RemoteInvitation, state: State): void {
  invitation.timer.cancel();
  invitation.state = state;
}

// Refused for what is in it or for how many there are, it was not given. After any other failure
// the server may have it, or knows that the invitation is over: the end comes as an event.
function onAnswerFailed(invitation: RemoteInvitation, error: Result): void {
  const notGiven =
    error.code === InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT ||
    error.code === InvitationApiCallError.INVITATION_API_CALL_ERR_TOO_OFTEN;
  if (notGiven && invitation.isOpen) {
    invitation.state = State.RECEIVED;
    invitation.refusing = false;
  }
}
