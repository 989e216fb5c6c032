// The overview: is the server ready, what does it do right now, and how was the last quarter of an hour.
import { el, set } from './dom.js';
import * as format from './format.js';
import * as live from './live.js';
import { createPlot } from './plots.js';
import { createServerCard } from './serverCard.js';
import { createServersCard } from './serversCard.js';
import { createStoreCard } from './storeCard.js';
import * as server from './server.js';
import { say } from './texts.js';

const RANGES_MIN = [1, 5, 15];
const MB = 1024 * 1024;

const TILES = [
  ['tile.sessions', (n) => format.count(n.sessions)],
  ['tile.channels', (n) => format.count(n.channels)],
  ['tile.messages', (n) => format.rate(n.peerMessages + n.channelMessages)],
  ['tile.deliveries', (n) => format.rate(n.deliveries)],
  ['tile.ack', (n) => (n.peerAck.count === 0 ? '–' : format.millis(n.peerAck.p99))],
  ['tile.lag', (n) => format.millis(n.loopLag.p99)],
  [
    'tile.memory',
    (n) => format.bytes(n.memory.resident < 0 ? n.memory.heapUsed : n.memory.resident),
  ],
  ['tile.cpu', (n) => format.percent(n.cpu)],
];

/** -1 is a number that this system does not tell: a gap in the plot. */
const known = (value) => (value < 0 ? null : value);
const times = (name, part) => (n) => (n[name].count === 0 ? null : n[name][part]);

const PLOTS = [
  [
    'plot.users',
    format.count,
    4,
    [
      ['series.sessions', (n) => n.sessions],
      ['series.connections', (n) => n.connections],
      ['series.channels', (n) => n.channels],
    ],
  ],
  [
    'plot.messages',
    format.rate,
    1,
    [
      ['series.peer', (n) => n.peerMessages],
      ['series.channel', (n) => n.channelMessages],
      ['series.deliveries', (n) => n.deliveries],
    ],
  ],
  [
    'plot.ack',
    format.millis,
    1,
    [
      ['series.p50', times('peerAck', 'p50')],
      ['series.p90', times('peerAck', 'p90')],
      ['series.p99', times('peerAck', 'p99')],
    ],
  ],
  [
    'plot.lag',
    format.millis,
    1,
    [
      ['series.p50', times('loopLag', 'p50')],
      ['series.p99', times('loopLag', 'p99')],
      ['series.max', times('loopLag', 'max')],
    ],
  ],
  [
    'plot.traffic',
    format.bytes,
    1024,
    [
      ['series.in', (n) => n.bytesIn],
      ['series.out', (n) => n.bytesOut],
    ],
  ],
  [
    'plot.requests',
    format.rate,
    1,
    [
      ['series.requests', (n) => n.requests],
      ['series.pending', (n) => n.pendingTasks],
    ],
  ],
  [
    'plot.memory',
    format.bytes,
    64 * MB,
    [
      ['series.heap', (n) => known(n.memory.heapUsed)],
      ['series.resident', (n) => known(n.memory.resident)],
      ['series.buffers', (n) => known(n.memory.buffers)],
    ],
  ],
  ['plot.cpu', format.percent, 0.1, [['series.cpu', (n) => known(n.cpu)]]],
];

function createTile([key, value]) {
  const number = el('output', { text: '–', 'data-tile': key.slice('tile.'.length) });
  const root = el('div', { class: 'tile card' }, el('span', { text: say(key) }), number);
  return { root, draw: (numbers) => set(number, 'text', numbers ? value(numbers) : '–') };
}

function createPlots() {
  return PLOTS.map(([title, numberFormat, least, series]) =>
    createPlot({
      title: say(title),
      format: numberFormat,
      binary: numberFormat === format.bytes,
      least,
      series: series.map(([label, value], i) => ({ label: say(label), colour: i + 1, value })),
    }),
  );
}

/** Chooses how many minutes the plots show. */
function createRanges(onChoice) {
  const inputs = RANGES_MIN.map((minutes) => {
    const input = el('input', {
      type: 'radio',
      name: 'range',
      value: minutes,
      checked: minutes === RANGES_MIN[1],
      on: { change: () => onChoice(minutes * 60) },
    });
    return el('label', {}, input, el('span', { text: say('overview.minutes', { minutes }) }));
  });
  return el(
    'fieldset',
    { class: 'segments' },
    el('legend', { text: say('overview.range') }),
    ...inputs,
  );
}

function createBanner() {
  const list = el('ul', {});
  const root = el(
    'div',
    { class: 'banner', role: 'alert', hidden: true },
    el('strong', { text: say('overview.unready') }),
    list,
  );
  server.subscribe(({ ready, reasons }) => {
    root.hidden = ready;
    list.replaceChildren(...(reasons ?? []).map((reason) => el('li', { text: reason })));
  });
  return root;
}

/** Of which server the figures are, where there are several. */
function createWhose() {
  const root = el('span', { class: 'hint' });
  server.subscribe(({ name, servers = [] }) => {
    set(root, 'text', servers.length === 0 ? '' : say('overview.figuresOf', { name }));
  });
  return root;
}

export function create() {
  const tiles = TILES.map(createTile);
  const plots = createPlots();
  const store = createStoreCard();
  let seconds = RANGES_MIN[1] * 60;
  const draw = () => {
    const numbers = live.samples.at(-1)?.numbers ?? null;
    tiles.forEach((tile) => tile.draw(numbers));
    store.draw(numbers?.store ?? null);
    plots.forEach((plot) => plot.draw(live.samples, seconds));
  };
  const ranges = createRanges((chosen) => {
    seconds = chosen;
    draw();
  });
  const root = el(
    'section',
    {},
    el('div', { class: 'heading' }, el('h1', { text: say('nav.overview') }), createWhose(), ranges),
    createBanner(),
    el('div', { class: 'tiles' }, ...tiles.map((tile) => tile.root)),
    createServersCard(),
    el('div', { class: 'plots' }, ...plots.map((plot) => plot.root)),
    el('div', { class: 'pair' }, createServerCard(), store.root),
  );
  return {
    root,
    show() {
      live.subscribe(draw);
      draw();
    },
    hide: () => live.unsubscribe(draw),
    onTheme: () => plots.forEach((plot) => plot.restyle()),
    onLanguage: draw,
  };
}
