// Asks the server again and again while something is shown.
import { explain } from './dialogs.js';

/**
 * Makes a poll.
 *
 * @param ask does it once; is given a function that tells whether the answer is still wanted
 * @param tell is given what went wrong in words, or an empty text
 */
export function createPoll(everyMs, ask, tell) {
  let timer = 0;
  let run = 0;

  async function now() {
    const mine = run;
    const isWanted = () => mine === run;
    try {
      await ask(isWanted);
      if (isWanted()) tell('');
    } catch (error) {
      if (isWanted() && error.status !== 401) tell(explain(error));
    }
  }

  function stop() {
    run++;
    clearInterval(timer);
  }

  return {
    start() {
      stop();
      timer = setInterval(now, everyMs);
      return now();
    },
    stop,
    now,
  };
}
