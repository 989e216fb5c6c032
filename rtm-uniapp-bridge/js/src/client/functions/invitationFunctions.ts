import { InvitationApiCallError } from '../../generated/protocol';
import type { Answer } from '../Answer';
import type { Args } from '../Args';
import type { Client } from '../connection/Client';
import { nothing, type FunctionRow, type FunctionRows } from './FunctionRow';

const invalid = InvitationApiCallError.INVITATION_API_CALL_ERR_INVALID_ARGUMENT;

export const invitationFunctions: FunctionRows<
  'sendLocalInvitation' | 'cancelLocalInvitation' | 'acceptRemoteInvitation' | 'refuseRemoteInvitation'
> = {
  sendLocalInvitation: {
    invalid,
    blank: nothing,
    run: (client, args, answer) =>
      client.features.invitations.local.send(
        args.text('calleeId'),
        args.optionalText('channelId'),
        args.optionalText('content'),
        answer,
      ),
  },
  cancelLocalInvitation: {
    invalid,
    blank: nothing,
    run: (client, args, answer) =>
      client.features.invitations.local.cancel(
        args.text('calleeId'),
        args.optionalText('channelId'),
        args.optionalText('content'),
        answer,
      ),
  },
  acceptRemoteInvitation: answering(true),
  refuseRemoteInvitation: answering(false),
};

// calleeId, where the older plugin wants the caller's id, or callerId.
function answering(accept: boolean): FunctionRow<'acceptRemoteInvitation' | 'refuseRemoteInvitation'> {
  return {
    invalid,
    blank: nothing,
    run(client: Client, args: Args, answer: Answer) {
      const callerId = args.text(args.has('callerId') ? 'callerId' : 'calleeId');
      const channelId = args.optionalText('channelId');
      const response = args.optionalText('response');
      client.features.invitations.remote.answer(callerId, channelId, accept, response, answer);
    },
  };
}
