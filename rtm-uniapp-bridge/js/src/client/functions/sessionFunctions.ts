import { LoginError, LogoutError, RenewTokenError } from '../../generated/protocol';
import { nothing, type FunctionRows } from './FunctionRow';

export const sessionFunctions: FunctionRows<'login' | 'logout' | 'renewToken' | 'setCallEventListener'> =
  {
    login: {
      invalid: LoginError.LOGIN_ERR_INVALID_ARGUMENT,
      blank: nothing,
      run: (client, args, answer) =>
        client.login(args.optionalText('token'), args.text('userId'), answer),
    },
    logout: {
      invalid: LogoutError.LOGOUT_ERR_REJECTED,
      blank: nothing,
      run: (client, _args, answer) => client.logout(answer),
    },
    renewToken: {
      invalid: RenewTokenError.RENEW_TOKEN_ERR_INVALID_ARGUMENT,
      blank: nothing,
      // The vendor's documents call it newToken.
      run: (client, args, answer) =>
        client.renewToken(args.text(args.has('newToken') ? 'newToken' : 'token'), answer),
    },
    // The events of invitations come to setCallBack like all others.
    setCallEventListener: {
      invalid: 1,
      blank: nothing,
      run: (_client, _args, answer) => answer.done(),
    },
  };
