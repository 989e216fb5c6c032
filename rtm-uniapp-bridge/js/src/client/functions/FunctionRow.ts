import type { Result, ResultOf, RtmFunctionName } from '../../api';
import type { Answer } from '../Answer';
import type { Args } from '../Args';
import type { Client } from '../connection/Client';

/** What a function's answer has beside code and message. */
export type Brings<N extends RtmFunctionName> = Omit<ResultOf<N>, keyof Result>;

/** A function that needs an instance: how it is refused, and what it does. */
export interface FunctionRow<N extends RtmFunctionName> {
  /** Its code for an argument that is missing or of the wrong type. */
  readonly invalid: number;
  /** What a failure answers in the place of a result. */
  blank(args: Args): Brings<N>;
  /** May throw a Refusal. */
  run(client: Client, args: Args, answer: Answer<Brings<N>>): void;
}

export type FunctionRows<N extends RtmFunctionName> = { readonly [K in N]: FunctionRow<K> };

/** Of functions that bring nothing. */
export const nothing = (): object => ({});
