import type { Attributes, Result } from '../../api';
import { AttributeWriteMode, type Attribute, type AttributeWrite } from '../../generated/protocol';
import type { Answer } from '../Answer';
import type { Context } from '../Context';
import { ATTRIBUTES, RESTORE_ATTRIBUTES } from '../requests/Operation';
import type { RequestBody } from '../requests/PendingRequest';
import type { Requests } from '../requests/Requests';
import { Restore, type RestoreOwner } from '../requests/Restore';
import { findIdProblem } from '../requests/rules';
import type { ServerLimits } from '../requests/ServerLimits';
import type { Draft } from '../wire/messages';
import type { AttributeChange } from './AttributeChange';
import { checkKeys, readAttributes, refuseIf } from './attributeRules';
import type { MessageIds } from './MessageIds';

/**
 * Attributes of users. Remembers the own ones, as the server confirmed them, and writes them again when a
 * session was lost.
 */
export class UserAttributes implements RestoreOwner {
  // From login to logout.
  private readonly mirror = new Map<string, Attribute>();
  private confirmed = 0;
  private readonly restore: Restore;
  private confirmedAtRestore = 0;

  constructor(
    private readonly context: Context,
    private readonly requests: Requests,
    private readonly limits: ServerLimits,
    private readonly operationIds: MessageIds,
  ) {
    this.restore = new Restore(context, requests, RESTORE_ATTRIBUTES, this);
  }

  write(change: AttributeChange, answer: Answer): void {
    change.checkSize(this.limits.now.attributeBytes);
    this.requests.submit(
      ATTRIBUTES,
      toRequest(change.toWrite(this.operationIds.next())),
      () => {
        this.confirmed++;
        change.applyTo(this.mirror);
        answer.done();
      },
      (error) => answer.fail(error.code, error.message),
    );
  }

  /** Reads attributes of any user: those of the keys, or all of them. */
  read(
    userId: string,
    keys: string[] | undefined,
    answer: Answer<{ userId: string; userAttributesList: Attributes }>,
  ): void {
    refuseIf(findIdProblem('userId', userId));
    if (keys) {
      checkKeys(keys);
    }
    this.requests.submit(
      ATTRIBUTES,
      { readUserAttributes: { userId, keys: keys || [] } },
      (reply) => {
        const attributes = reply.userAttributes ? reply.userAttributes.attributes : [];
        answer.succeed({ userId, userAttributesList: readAttributes(attributes) });
      },
      (error) => answer.fail(error.code, error.message),
    );
  }

  /** The session goes on; a restoring that had no answer is made again. */
  onResumed(): void {
    this.restore.onResumed();
  }

  /** A new session has no attributes yet. */
  onNewSession(): void {
    this.restore.cancel();
    if (this.mirror.size > 0) {
      this.restore.begin(false);
    }
  }

  onLoggedOut(): void {
    this.restore.cancel();
    this.mirror.clear();
  }

  restoreRequest(): RequestBody {
    const attributes: Attribute[] = [];
    this.mirror.forEach((each) => attributes.push(each));
    this.confirmedAtRestore = this.confirmed;
    return toRequest({
      mode: AttributeWriteMode.ATTRIBUTE_WRITE_MODE_REPLACE,
      attributes,
      operationId: this.operationIds.next(),
    });
  }

  onRestored(): void {
    // A write that was on its way when a repeated restoring was sent came before it: it is undone.
    if (this.confirmed !== this.confirmedAtRestore) {
      this.restore.begin(true);
    }
  }

  onRestoreFailed(error: Result): void {
    this.context.log.warn(`the user's attributes are not restored: ${error.code} ${error.message}`);
  }
}

function toRequest(write: Draft<AttributeWrite>): RequestBody {
  return { writeUserAttributes: { write } };
}
