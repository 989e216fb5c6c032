// The one place that holds the rtm object: calls go out here, events come in here.
import rtm from 'rtmkit-uniapp';
import { logAnswer, logCall, logEvent } from './log';

/** Calls a function of the module. Rejected with an RtmError, whose `result` says why. */
export async function call(name, options) {
  const entry = logCall(name, options);
  try {
    const result = await (options === undefined ? rtm[name]() : rtm[name](options));
    logAnswer(entry, result);
    return result;
  } catch (error) {
    logAnswer(entry, error.result || { code: -1, message: String(error.message || error) });
    throw error;
  }
}

/** As call, for what a person asked for: a failure is shown, and null is answered. */
export async function attempt(name, options) {
  try {
    return await call(name, options);
  } catch (error) {
    showError(error);
    return null;
  }
}

/** As attempt, for what nobody asked for just now: a failure is in the log only. */
export async function background(name, options) {
  return call(name, options).catch(() => null);
}

export function showError(error) {
  const result = error.result || { message: String(error.message || error) };
  const code = result.code === undefined ? '' : ` (${result.code})`;
  uni.showToast({ title: `${result.message || 'error'}${code}`, icon: 'none', duration: 3500 });
}

/** Listens to an event of the module. */
export const on = rtm.on;

// Listeners get the events that they name; this callback gets all of them, for the log.
rtm.setCallBack(logEvent);
