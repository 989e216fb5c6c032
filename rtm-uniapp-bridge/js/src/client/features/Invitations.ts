import {
  InvitationStep,
  type InvitationKey,
  type InvitationPush,
  type Timing,
} from '../../generated/protocol';
import type { Context } from '../Context';
import type { Requests } from '../requests/Requests';
import type { ServerLimits } from '../requests/ServerLimits';
import type { U64 } from '../wire/U64';
import { LocalInvitations } from './LocalInvitations';
import type { MessageIds } from './MessageIds';
import { keyOf, RemoteInvitations } from './RemoteInvitations';

const USUAL_MS = 95_000;

/**
 * The call invitations from and to the user: takes what the server tells to the side that it is for. The
 * server decides how an invitation goes on; the client makes sure that each one ends, and ends once.
 */
export class Invitations {
  readonly local: LocalInvitations;
  readonly remote: RemoteInvitations;
  private userId = '';

  constructor(context: Context, requests: Requests, limits: ServerLimits, ids: MessageIds) {
    this.local = new LocalInvitations(context, requests, limits, ids);
    this.remote = new RemoteInvitations(context, requests, limits);
  }

  onLoggedIn(userId: string, timing: Timing | undefined): void {
    const lifetimeMs = (timing && timing.invitationMs) || USUAL_MS;
    this.userId = userId;
    this.local.lifetimeMs = lifetimeMs;
    this.remote.lifetimeMs = lifetimeMs;
  }

  onPush(push: InvitationPush): void {
    if (push.step === InvitationStep.INVITATION_STEP_INVITED) {
      this.remote.onInvited(push);
    } else if (push.callerId !== this.userId || !this.local.onPush(push)) {
      // Who calls himself is told the end twice.
      this.remote.onEnd(push);
    }
  }

  /** A lost session is not resumed: what the new one does not know of is over. */
  onNewSession(known: InvitationKey[]): void {
    const localIds = new Set<U64>();
    const remoteKeys = new Set<string>();
    for (const each of known) {
      if (each.callerId === this.userId) {
        localIds.add(each.invitationId);
      }
      remoteKeys.add(keyOf(each.callerId, each.invitationId));
    }
    this.local.failUnless((id) => localIds.has(id));
    this.remote.failUnless((key) => remoteKeys.has(key));
  }

  onLoggedOut(): void {
    this.local.failAll();
    this.remote.failAll();
  }
}
