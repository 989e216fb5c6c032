// One plot over time of the live numbers, drawn by uPlot, with a legend that tells the numbers.
import { el, set } from './dom.js';
import { clock, clockMinutes } from './format.js';

/* global uPlot */

const HEIGHT = 176;
const LEAST_SECONDS = 60;
const SYNC = 'live';
const POWERS_OF_TWO = Array.from({ length: 44 }, (none, i) => 2 ** i);

/** A colour of the style sheet, as a canvas takes it. */
function colour(name, alpha = 1) {
  const probe = el('span', { class: `colour-${name}`, hidden: true });
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return alpha === 1 ? found : found.replace('rgb(', 'rgba(').replace(')', `, ${alpha})`);
}

/**
 * Makes a plot.
 *
 * @param title a text
 * @param format tells a number
 * @param least the y axis goes up to this at least
 * @param binary whether the y axis has powers of two
 * @param series {label, colour: number of a colour class, value: takes it from the live numbers}
 */
export function createPlot({ title, format, least, binary = false, series }) {
  const values = series.map(() => el('output', { text: '–' }));
  const legend = el(
    'ul',
    { class: 'legend' },
    ...series.map((each, i) =>
      el(
        'li',
        {},
        el('i', { class: `dot colour-${each.colour}` }),
        el('span', { text: each.label }),
        values[i],
      ),
    ),
  );
  const at = el('span', { class: 'at' });
  const canvas = el('div', { class: 'canvas', 'aria-hidden': 'true' });
  const heading = el('figcaption', {}, el('h3', { text: title }), at, legend);
  const root = el('figure', { class: 'card plot' }, heading, canvas);

  let chart = null;
  let columns = [[], ...series.map(() => [])];
  let range = [0, 1];

  /** Tells the numbers under the cursor, or the last ones. */
  function showNumbers() {
    const index = chart?.cursor.idx ?? columns[0].length - 1;
    const time = chart?.cursor.idx == null ? '' : clock(columns[0][index] * 1000);
    set(at, 'text', time);
    values.forEach((node, i) => set(node, 'text', format(columns[i + 1][index])));
  }

  function options(width) {
    const text = colour('muted');
    const grid = { stroke: colour('line'), width: 1 };
    const axis = { stroke: text, font: '11px system-ui, sans-serif', grid, ticks: { show: false } };
    return {
      width,
      height: HEIGHT,
      padding: [8, 8, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: SYNC }, y: false, drag: { x: false, y: false } },
      hooks: { setCursor: [showNumbers] },
      scales: {
        x: { time: true, range: () => range },
        y: { range: (self, low, high) => [0, Math.max(least, (high ?? 0) * 1.15)] },
      },
      axes: [
        {
          ...axis,
          space: 58,
          size: 24,
          values: (self, ticks, axisIndex, space, step) =>
            ticks.map((tick) => (step < 60 ? clock : clockMinutes)(tick * 1000)),
        },
        {
          ...axis,
          size: 62,
          ...(binary && { incrs: POWERS_OF_TWO }),
          values: (self, ticks) => ticks.map((tick) => format(tick)),
        },
      ],
      series: [
        {},
        ...series.map((each, i) => ({
          stroke: colour(each.colour),
          width: 1.5,
          fill: i === 0 ? colour(each.colour, 0.1) : undefined,
          points: { show: false },
        })),
      ],
    };
  }

  function build() {
    chart?.destroy();
    chart = null;
    if (canvas.clientWidth > 0) {
      chart = new uPlot(options(canvas.clientWidth), columns, canvas);
    }
  }

  new ResizeObserver(() => {
    if (canvas.clientWidth === 0) return;
    if (chart) chart.setSize({ width: canvas.clientWidth, height: HEIGHT });
    else build();
  }).observe(canvas);

  return {
    root,
    /** Draws the samples of the last seconds; fewer seconds while there are fewer samples. */
    draw(samples, seconds) {
      const end = samples.length === 0 ? Date.now() / 1000 : samples.at(-1).timeMs / 1000;
      const covered = samples.length === 0 ? 0 : end - samples[0].timeMs / 1000;
      range = [end - Math.min(seconds, Math.max(covered, LEAST_SECONDS)), end];
      columns = [
        samples.map((sample) => sample.timeMs / 1000),
        ...series.map((each) => samples.map(({ numbers }) => numbers && each.value(numbers))),
      ];
      chart?.setData(columns);
      showNumbers();
    },
    /** Takes the colours of the theme. */
    restyle: build,
  };
}
