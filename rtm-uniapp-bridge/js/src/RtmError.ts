import type { Result, RtmFunctionName } from './api';

/** What the Promise form of a function is rejected with. */
export class RtmError extends Error {
  readonly code: number;
  readonly functionName: RtmFunctionName;
  /** The whole answer. */
  readonly result: Result;

  constructor(functionName: RtmFunctionName, result: Result) {
    super(`${functionName}: ${result.message || 'failed'} (code ${result.code})`);
    // Compilers to ES5 lose the prototype of what extends Error.
    Object.setPrototypeOf(this, RtmError.prototype);
    this.name = 'RtmError';
    this.code = result.code;
    this.functionName = functionName;
    this.result = result;
  }
}
