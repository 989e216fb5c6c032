import { printError } from './platform';

/** Does something; a fault in it is printed and ends nothing else. */
export function guard(action: () => void): void {
  try {
    action();
  } catch (error) {
    printError('rtmkit: fault in the client', error);
  }
}
