// What the pretended server has: users, channels, apps.
import { errors, live, log } from './figures.mjs';
import { APP, HOSTILE, HOSTILE_TEXT } from './hostile.mjs';

const NAMES = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy'];

function users() {
  const many = Array.from({ length: 130 }, (none, i) => `user-${String(i).padStart(3, '0')}`);
  return [HOSTILE, ...NAMES, 'a;b#c?d%e&f=g+h', 'x'.repeat(64), ...many].sort();
}

function server(name, asked) {
  return {
    name,
    address: `${name}.example:7080`,
    version: '0.1.0',
    sessions: 600,
    draining: !asked,
    startedMs: 1_700_000_000_000,
    asked,
  };
}

export function createWorld() {
  const all = users();
  const channels = Array.from({ length: 14 }, (none, i) => `room-${i}`).concat(HOSTILE);
  const bans = new Map();
  const apps = [{ id: APP, configured: true, open: true, keys: 1 }];
  let keys = [{ id: 'k-7f31', note: 'billing back end', createdMs: Date.now() - 86_400_000 }];
  const world = { key: '', requests: [], ready: true, storeProblem: '', answer };

  const page = (name, ids, url, fill) => {
    const prefix = url.searchParams.get('prefix') ?? '';
    const after = url.searchParams.get('after') ?? '';
    const limit = Number(url.searchParams.get('limit') ?? 100);
    const found = ids.filter((id) => id.startsWith(prefix) && id > after).slice(0, limit + 1);
    return { [name]: found.slice(0, limit).map(fill), more: found.length > limit };
  };

  function user(id) {
    const isOnline = all.includes(id);
    const session = {
      id: 's-58c1e0aa9b',
      openedMs: Date.now() - 3_723_000 - (Date.now() % 1000),
      state: 'online',
      connected: true,
      address: '127.0.0.1:51834',
      channels: ['room-1', 'room-7', HOSTILE],
    };
    return {
      id,
      state: isOnline ? 'online' : 'offline',
      ...(isOnline && { session }),
      ...(bans.has(id) && { ban: bans.get(id) }),
    };
  }

  const routes = [
    [
      'GET',
      /^server$/,
      () => [
        200,
        {
          version: '0.1.0',
          startedMs: 1_700_000_000_000,
          ready: world.ready,
          reasons: world.ready
            ? []
            : ['the server drains', 'the store refuses messages: disk is full'],
          clientPort: { port: 7080, tls: false, webSocketPath: '/rtm' },
          store: 'embedded',
          devMode: true,
          name: 'one',
          servers: [server('one', true), server('two', false)],
        },
      ],
    ],
    ['GET', /^server\/live$/, () => [200, live(world)]],
    ['GET', /^server\/errors$/, () => [200, { errors: errors(), log: log() }]],
    [
      'POST',
      /^server\/drain$/,
      () => {
        world.ready = false;
        return [202];
      },
    ],
    [
      'POST',
      /^server\/reload$/,
      () => [200, { changed: ['rates.message'], needsRestart: ['listen.port'] }],
    ],
    [
      'POST',
      /^server\/backup$/,
      ({ body }) => [200, { path: `backups/${body.name}`, queued: 12, logged: 4711 }],
    ],
    [
      'GET',
      /^webhooks$/,
      () => [
        200,
        {
          enabled: true,
          pending: 4,
          oldestMs: 12_000,
          delivered: 88_120,
          failed: 6,
          dead: 1,
          deadDropped: 3,
          lost: 0,
          lastError: '503 from the receiver',
          outboxProblem: '',
        },
      ],
    ],
    ['POST', /^webhooks\/retry$/, () => [204]],
    ['GET', /^apps$/, () => [200, { apps }]],
    [
      'POST',
      /^apps$/,
      () => {
        const id = 'f'.repeat(30) + String(apps.length).padStart(2, '0');
        apps.push({ id, configured: false, open: false, keys: 0 });
        return [201, { id, certificate: 'c'.repeat(32) }];
      },
    ],
    ['GET', /^apps\/[^/]+\/keys$/, () => [200, { keys }]],
    [
      'POST',
      /^apps\/[^/]+\/keys$/,
      ({ body }) => {
        const key = { id: `k-${keys.length}`, note: body.note, createdMs: Date.now() };
        keys = [...keys, key];
        return [201, { ...key, secret: 'not-a-secret' }];
      },
    ],
    [
      'DELETE',
      /^apps\/[^/]+\/keys\/([^/]+)$/,
      ({ match }) => {
        keys = keys.filter((each) => each.id !== match[1]);
        return [204];
      },
    ],
    ['POST', /^apps\/[^/]+\/tokens$/, () => [200, { token: '007token' }]],
    [
      'GET',
      /^apps\/[^/]+\/users$/,
      ({ url }) => [
        200,
        page('users', all, url, (id) => ({ id, state: id === 'dave' ? 'unreachable' : 'online' })),
      ],
    ],
    ['GET', /^apps\/[^/]+\/users\/([^/]+)$/, ({ match }) => [200, user(match[1])]],
    [
      'GET',
      /^apps\/[^/]+\/users\/[^/]+\/attributes$/,
      () => [200, { attributes: { mood: 'calm', bio: HOSTILE_TEXT }, revision: 4 }],
    ],
    [
      'POST',
      /^apps\/[^/]+\/users\/([^/]+)\/kick$/,
      ({ match, body }) => {
        if (!body.reason) return [400, { detail: 'reason: is missing', field: 'reason' }];
        all.splice(all.indexOf(match[1]), 1);
        return [204];
      },
    ],
    [
      'PUT',
      /^apps\/[^/]+\/users\/([^/]+)\/ban$/,
      ({ match, body }) => {
        const ban = {
          reason: body.reason,
          ...(body.seconds && { untilMs: Date.now() + body.seconds * 1000 }),
        };
        bans.set(match[1], ban);
        return [200, { user: match[1], ...ban }];
      },
    ],
    [
      'DELETE',
      /^apps\/[^/]+\/users\/([^/]+)\/ban$/,
      ({ match }) => [bans.delete(match[1]) ? 204 : 404],
    ],
    [
      'GET',
      /^apps\/[^/]+\/bans$/,
      () => [200, { bans: [...bans].map(([id, ban]) => ({ user: id, ...ban })) }],
    ],
    [
      'GET',
      /^apps\/[^/]+\/channels$/,
      ({ url }) => [
        200,
        page('channels', [...channels].sort(), url, (id) => ({ id, memberCount: id.length * 3 })),
      ],
    ],
    [
      'GET',
      /^apps\/[^/]+\/channels\/[^/]+\/members$/,
      ({ url }) => [200, page('members', all, url, (id) => ({ id }))],
    ],
    [
      'GET',
      /^apps\/[^/]+\/channels\/[^/]+\/attributes$/,
      () => [200, { attributes: { topic: HOSTILE_TEXT }, revision: 2 }],
    ],
    ['POST', /^apps\/[^/]+\/messages$/, () => [200, { messageId: '81', result: 'delivered' }]],
    [
      'GET',
      /^apps\/[^/]+\/invitations$/,
      () => [
        200,
        {
          invitations: [
            {
              callerId: 'alice',
              calleeId: HOSTILE,
              invitationId: '7',
              channelId: 'room-1',
              state: 'received',
            },
          ],
        },
      ],
    ],
  ];

  function answer(method, url, body) {
    const name = url.pathname.slice('/v1/'.length);
    for (const [wanted, pattern, handle] of routes) {
      const match = wanted === method ? pattern.exec(name) : null;
      if (match) return handle({ match: match.map(decodeURIComponent), url, body });
    }
    return [404, { title: 'Not found', status: 404, detail: `no route ${method} ${name}` }];
  }
  return world;
}
