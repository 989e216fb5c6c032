import { AddressError, toUrl } from './ServerAddress';

type Parameters = Record<string, unknown>;

const PRIVATE_CLOUD = 'ConfPriCloudAddr';

/** How to name a server: for the answers to who has not. */
export const HOW_TO_NAME_A_SERVER =
  'name one: createInstance({appId, server: "wss://host:port/rtm"}), ' +
  'or setParameters({"Cmd": "ConfPriCloudAddr", "ServerAdd": "host", "Port": 7080})';

/** Where the server is, as far as the application said. */
export class ServerSettings {
  // Of setParameters, which counts more than createInstance.
  private parameter?: string;
  private argument?: string;

  /** Where to connect, or undefined if nobody said. */
  url(): string | undefined {
    return this.parameter || this.argument;
  }

  /** Takes the address given to createInstance. Throws an AddressError. */
  setArgument(address: string | undefined): void {
    this.argument = address === undefined ? undefined : toUrl(address);
  }

  /**
   * Takes the parameters that it knows out of an object or its JSON; all others mean nothing here.
   * Throws an AddressError if one is not valid; then nothing has changed.
   */
  apply(given: unknown): void {
    const parameters = toObject(given);
    const nested = find(parameters, PRIVATE_CLOUD);
    const command = find(parameters, 'Cmd');
    const address = find(parameters, 'rtm.server');
    if (typeof nested === 'object' && nested !== null) {
      this.parameter = privateCloud(nested as Parameters);
    } else if (typeof command === 'string' && same(command, PRIVATE_CLOUD)) {
      this.parameter = privateCloud(parameters);
    } else if (address !== undefined) {
      this.parameter = toUrl(String(address));
    }
  }
}

function toObject(given: unknown): Parameters {
  if (given === undefined || given === null) {
    return {};
  }
  let value = given;
  if (typeof given === 'string') {
    try {
      value = JSON.parse(given);
    } catch (error) {
      throw new AddressError(`parameters: are not JSON (${(error as Error).message})`);
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AddressError('parameters: must be an object, or the JSON of one');
  }
  return value as Parameters;
}

function privateCloud(values: Parameters): string {
  const host = find(values, 'ServerAdd');
  if (typeof host !== 'string' || host === '') {
    throw new AddressError('ServerAdd: is missing');
  }
  const secure = same(String(find(values, 'Wss')), 'true');
  const port = find(values, 'Port');
  // A port or a scheme inside ServerAdd is the more precise statement.
  const address = secure && host.indexOf('://') < 0 ? `wss://${host}` : host;
  return toUrl(address, port === undefined || port === null || port === '' ? undefined : toPort(port));
}

function toPort(given: unknown): number {
  const port = Number(given);
  if (Math.floor(port) !== port || port < 1 || port > 65535) {
    throw new AddressError(`Port: must be a number from 1 to 65535, is ${String(given)}`);
  }
  return port;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

// Both capitalisations are in use: ServerAdd and serverAdd.
function find(values: Parameters, key: string): unknown {
  return key in values ? values[key] : values[key[0].toLowerCase() + key.slice(1)];
}
