// Numbers, sizes and times as people read them. -1 means that the server cannot tell.
import { currentLanguage } from './texts.js';

const NOTHING = '–';
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

const isUnknown = (value) => value === null || value === undefined || value === -1;

/** A whole number with separators. */
export function count(value) {
  return isUnknown(value) ? NOTHING : Math.round(value).toLocaleString(currentLanguage());
}

/** A rate: one digit behind the point while it is small. */
export function rate(value) {
  if (isUnknown(value)) return NOTHING;
  return value.toLocaleString(currentLanguage(), { maximumFractionDigits: value < 100 ? 1 : 0 });
}

/** A size in bytes. */
export function bytes(value) {
  if (isUnknown(value)) return NOTHING;
  let unit = 0;
  let size = value;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${size.toFixed(unit > 0 && size < 10 ? 1 : 0)} ${UNITS[unit]}`;
}

/** Milliseconds, as seconds from one on. */
export function millis(value) {
  if (isUnknown(value)) return NOTHING;
  if (value >= 1000) return `${(value / 1000).toFixed(1)} s`;
  return `${value.toFixed(value > 0 && value < 10 ? 1 : 0)} ms`;
}

/** A share from 0 to 1. */
export function percent(value) {
  return isUnknown(value) || value < 0 ? NOTHING : `${Math.round(value * 100)} %`;
}

/** The time of the day. */
export function clock(ms) {
  return new Date(ms).toLocaleTimeString('en-GB', { hour12: false });
}

/** Hours and minutes. */
export function clockMinutes(ms) {
  return clock(ms).slice(0, 5);
}

/** The time of the day with milliseconds. */
export function clockMillis(ms) {
  return `${clock(ms)}.${String(ms % 1000).padStart(3, '0')}`;
}

/** Date and time. */
export function date(ms) {
  if (isUnknown(ms)) return NOTHING;
  return new Date(ms).toLocaleString(currentLanguage(), {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hour12: false,
  });
}

/** How long something takes, in its two largest units: 3d 4h. */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [
    [Math.floor(seconds / 86400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first < 0) return '0 s';
  const shown = parts.slice(first, first + 2).filter(([value]) => value > 0);
  return shown.map(([value, unit]) => `${value} ${unit}`).join(' ');
}
