const FIRST_MS = 500;
const MAX_WITHIN_GRACE_MS = 5_000;
const MAX_MS = 30_000;

/** The longest wait, for a server that refused in a way that will hardly change. */
export const SLOW_MS = MAX_MS;

/**
 * The most to wait before connecting again: it doubles.
 *
 * @param attempt how many attempts have failed since the connection was last stable
 * @param withinGrace whether the session can still be resumed
 */
export function ceilingMs(attempt: number, withinGrace: boolean): number {
  const most = withinGrace ? MAX_WITHIN_GRACE_MS : MAX_MS;
  return Math.min(most, FIRST_MS * Math.pow(2, Math.min(attempt, 10)));
}

/**
 * A wait at random, evenly up to the ceiling.
 *
 * @param atLeastMs what the server asked for; the random part comes on top, so that the clients of a
 *     server that stopped do not come back at one moment
 * @param random from 0 to 1
 */
export function waitMs(ceiling: number, atLeastMs: number, random: number): number {
  return atLeastMs + Math.floor(random * (ceiling + 1));
}
