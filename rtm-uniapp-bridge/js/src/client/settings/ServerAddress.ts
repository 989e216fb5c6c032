const DEFAULT_PORT = 7080;
const DEFAULT_PATH = '/rtm';
const SCHEMES = ['rtm', 'tcp', 'rtms', 'ws', 'wss'];

/** A server address that is none; the message says why. */
export class AddressError extends Error {}

/**
 * The URL of `host`, `host:port` or `scheme://host:port/path`. This platform only has WebSocket: rtm and
 * tcp become ws, rtms becomes wss, all with port 7080. ws (port 80) and wss (443) may have a path, which
 * is /rtm otherwise. IPv6 addresses stand in brackets.
 *
 * @param otherPort the port of an address that names none, in the place of the scheme's
 */
export function toUrl(text: string, otherPort?: number): string {
  const parts = /^(?:([^:/]*):\/\/)?([^/]*)(\/.*)?$/.exec(text.trim());
  if (!parts) {
    throw bad(text, 'is not valid');
  }
  const scheme = (parts[1] === undefined ? 'rtm' : parts[1]).toLowerCase();
  const path = parts[3] === undefined || parts[3] === '/' ? '' : parts[3];
  if (SCHEMES.indexOf(scheme) < 0) {
    throw bad(text, 'the scheme must be rtm, rtms, ws or wss');
  }
  const web = scheme === 'ws' || scheme === 'wss';
  const secure = scheme === 'rtms' || scheme === 'wss';
  if (path !== '' && !web) {
    throw bad(text, 'only WebSocket addresses have a path');
  }
  checkVisible(text, parts[2] + path);
  const [host, givenPort] = splitPort(text, parts[2]);
  const usualPort = web ? (secure ? 443 : 80) : DEFAULT_PORT;
  const port = givenPort || otherPort || usualPort;
  return `${secure ? 'wss' : 'ws'}://${host}:${port}${path || DEFAULT_PATH}`;
}

// The host as it stands in a URL, and the port or 0.
function splitPort(text: string, authority: string): [string, number] {
  if (authority.split(':').length > 2 && authority.indexOf('[') < 0) {
    throw bad(text, 'an IPv6 address must stand in brackets');
  }
  const parts = /^(\[[^\][@]+\]|[^\][@:]*)(?::(.*))?$/.exec(authority);
  if (!parts) {
    throw bad(text, 'the host is not valid');
  }
  if (parts[1] === '') {
    throw bad(text, 'the host is missing');
  }
  return [parts[1], parts[2] === undefined ? 0 : toPort(text, parts[2])];
}

function toPort(text: string, digits: string): number {
  if (!/^[0-9]+$/.test(digits)) {
    throw bad(text, 'the port is not a number');
  }
  const port = Number(digits);
  if (port < 1 || port > 65535) {
    throw bad(text, 'the port must be 1 to 65535');
  }
  return port;
}

function checkVisible(text: string, rest: string): void {
  const found = /[^!-~]/.exec(rest);
  if (found) {
    throw bad(text, `character ${found[0]} is not allowed`);
  }
}

function bad(text: string, problem: string): AddressError {
  return new AddressError(`server address "${text}": ${problem}`);
}
