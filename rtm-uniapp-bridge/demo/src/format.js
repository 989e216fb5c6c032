const two = (number) => String(number).padStart(2, '0');

/** 09:05 today, 3-14 09:05 on other days. */
export function clockTime(at) {
  const date = new Date(at);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const today = date.toDateString() === new Date().toDateString();
  return today ? time : `${date.getMonth() + 1}-${date.getDate()} ${time}`;
}

/** 09:05:07.042 */
export function exactTime(at) {
  const date = new Date(at);
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${parts}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** 1:05 */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}
