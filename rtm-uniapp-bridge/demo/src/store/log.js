// Everything that goes to the module and comes from it, as the log page shows it.
import { reactive } from 'vue';

const KEPT = 500;
let nextId = 1;

export const log = reactive({ entries: [] });

/** Writes down a call; its answer is filled in by answerCall. */
export function logCall(name, options) {
  return add({ kind: 'call', name, sent: withoutSecrets(options), received: null, ms: 0 });
}

export function logAnswer(entry, result) {
  entry.received = result;
  entry.ms = Date.now() - entry.at;
  entry.failed = result.code !== 0;
}

export function logEvent(event) {
  add({ kind: 'event', name: event.rtmEvent, sent: null, received: event, ms: 0 });
}

export function clearLog() {
  log.entries.splice(0);
}

function add(entry) {
  log.entries.unshift({ id: nextId++, at: Date.now(), failed: false, ...entry });
  log.entries.splice(KEPT);
  return log.entries[0];
}

// A log may be copied and sent to somebody; a token is a password.
function withoutSecrets(options) {
  return options && options.token ? { ...options, token: '…' } : options;
}
