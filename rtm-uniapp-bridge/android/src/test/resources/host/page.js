// What every page of the tests starts with: the module, its events in order, and calls as promises.
const rtm = uni.requireNativePlugin('AR-RtmModule');
const events = [];
const waiting = [];

function onEvent(event) {
  const at = waiting.findIndex((each) => each.name === event.rtmEvent && each.accepts(event));
  if (at < 0) {
    events.push(event);
  } else {
    waiting.splice(at, 1)[0].resolve(event);
  }
}
rtm.setCallBack(onEvent);

/** The oldest event of that name that was not asked for yet. */
function next(name, accepts = () => true) {
  const at = events.findIndex((each) => each.rtmEvent === name && accepts(each));
  return at < 0
    ? new Promise((resolve) => waiting.push({ name, accepts, resolve }))
    : Promise.resolve(events.splice(at, 1)[0]);
}

/** The answer to a call. */
function call(name, ...args) {
  return new Promise((resolve) => rtm[name](...args, resolve));
}
