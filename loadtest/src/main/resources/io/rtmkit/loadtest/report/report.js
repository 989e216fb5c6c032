"use strict";
const report = JSON.parse(document.getElementById("data").textContent);
const root = document.getElementById("report");
document.title = report.title;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function add(parent, ...children) {
  children.forEach((child) => parent.appendChild(child));
  return parent;
}

function row(cells, cellName) {
  return add(element("tr"), ...cells.map((cell) =>
    cell instanceof Node ? add(element(cellName), cell) : element(cellName, String(cell))));
}

function table(header, rows, className) {
  const made = element("table", undefined, className);
  if (header) made.appendChild(row(header, "th"));
  rows.forEach((cells) => made.appendChild(row(cells, "td")));
  return add(element("div", undefined, "scroll"), made);
}

function section(title, ...content) {
  add(root, element("h2", title), ...content);
}

function micros(value) {
  if (value < 1000) return value.toFixed(0) + " µs";
  return value < 1e6 ? (value / 1000).toPrecision(3) + " ms" : (value / 1e6).toPrecision(3) + " s";
}

// Charts are drawn again when the page changes between light and dark or its width.
const drawings = [];
const COLORS = 10;
function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function figure(parent, title, draw) {
  const place = element("div");
  parent.appendChild(add(element("figure"), element("figcaption", title), place));
  drawings.push(() => {
    place.replaceChildren();
    draw(place, Math.max(240, place.clientWidth));
  });
}

function axis(extra) {
  return Object.assign({
    stroke: color("--soft"),
    grid: { stroke: color("--line"), width: 1 },
    ticks: { stroke: color("--line"), width: 1 },
  }, extra);
}

function series(name, i, unit) {
  return {
    label: name, stroke: color("--c" + (i % COLORS)), width: 1.5, points: { size: 4 },
    value: (u, v) => v == null ? "–" : v.toLocaleString(undefined, { maximumFractionDigits: 2 }) + " " + unit,
  };
}

function drawTime(chart, place, width) {
  const lines = chart.series.map((each, i) => series(each.name, i, chart.unit));
  new uPlot({
    width, height: 240,
    scales: { x: { time: false }, y: { range: (u, low, high) => [0, Math.max(high * 1.05, 1e-3)] } },
    axes: [axis({ values: (u, values) => values.map((v) => v + " s") }), axis({ size: 64 })],
    series: [{ label: "second", value: (u, v) => v == null ? "–" : v.toFixed(1) }, ...lines],
  }, [chart.x, ...chart.series.map((each) => each.values)], place);
}

function short(value) {
  return Math.abs(value) < 1e6 ? value.toLocaleString() : (value / 1e6).toLocaleString() + " M";
}

function drawBars(chart, place, width) {
  const groups = chart.series.length;
  const bars = chart.series.map((each, i) => Object.assign(series(each.name, i, chart.unit), {
    fill: color("--c" + (i % COLORS)), width: 0, points: { show: false },
    paths: uPlot.paths.bars({ size: [0.8 / groups, Infinity], align: 0,
      disp: { x0: { unit: 1, values: (u) => chart.x.map((_, j) => j - 0.4 + 0.8 * i / groups) },
              size: { unit: 1, values: (u) => chart.x.map(() => 0.76 / groups) } } }),
  }));
  // Names that have no room side by side are turned.
  const longest = Math.max(...chart.x.map((name) => name.length));
  const turned = longest * 7.5 > (width - 64) / chart.x.length ? { rotate: -35, size: 20 + longest * 4.5 } : {};
  new uPlot({
    width, height: 240,
    scales: {
      x: { time: false, range: [-0.6, chart.x.length - 0.4] },
      y: { range: (u, low, high) => [0, high * 1.05] },
    },
    axes: [
      axis({ splits: () => chart.x.map((_, j) => j), values: () => chart.x, grid: { show: false }, ...turned }),
      axis({ size: 64, values: (u, values) => values.map(short) }),
    ],
    series: [{ label: "group", value: (u, v) => chart.x[v] ?? "–" }, ...bars],
  }, [chart.x.map((_, j) => j), ...chart.series.map((each) => each.values)], place);
}

// x is 1 / (1 - share): each step of the logarithm is a nine more.
function drawPercentiles(latencies, place, width) {
  const tables = latencies.map((latency) => {
    const points = latency.percentiles.filter((point) => point[0] < 100);
    return [points.map((point) => 100 / (100 - point[0])), points.map((point) => point[1] / 1000)];
  });
  const named = (x) => (100 - 100 / x).toFixed(5).replace(/\.?0+$/, "") + " %";
  new uPlot({
    width, height: 320,
    scales: { x: { time: false, distr: 3 }, y: { range: (u, low, high) => [0, Math.max(high * 1.05, 1e-3)] } },
    axes: [
      axis({ values: (u, values) => values.map((x) => Math.log10(x) % 1 === 0 || x === 2 ? named(x) : "") }),
      axis({ size: 64 }),
    ],
    series: [
      { label: "percentile", value: (u, v) => v == null ? "–" : named(v) },
      ...latencies.map((latency, i) => Object.assign(series(latency.name, i, "ms"), { spanGaps: true, points: { show: false } })),
    ],
  }, uPlot.join(tables), place);
}

function draw() {
  drawings.forEach((drawing) => drawing());
}

add(root, element("h1", report.title));
if (report.thresholds.length) {
  root.appendChild(element("span", report.passed ? "passed" : "missed",
    "verdict " + (report.passed ? "good" : "bad")));
  section("Thresholds", table(["threshold", "measured", ""], report.thresholds.map((each) =>
    [each.threshold, each.actual,
      element("span", each.passed ? "passed" : "missed", each.passed ? "good" : "bad")])));
}
const filled = report.latencies.filter((latency) => latency.count > 0);
if (filled.length) {
  const shown = ["p50", "p90", "p99", "p99.9", "p99.99", "max"];
  section("Latency", table(["", "count", "a second", ...shown, ""], filled.map((latency) =>
    [latency.name, latency.count.toLocaleString(), latency.perSecond.toLocaleString(undefined, { maximumFractionDigits: 1 }),
      ...shown.map((name) => micros(latency[name])), element("span", latency.meaning, "soft")])));
}
if (report.charts.length || filled.length) {
  const charts = element("div", undefined, "charts");
  section("Charts", charts);
  report.charts.forEach((chart) => figure(charts, chart.title + " (" + chart.unit + ")",
    (place, width) => (chart.kind === "bars" ? drawBars : drawTime)(chart, place, width)));
  // Those that mean the same are to be compared: with each other, without the rest.
  const meanings = new Set(filled.map((latency) => latency.meaning));
  const groups = meanings.size === filled.length ? [filled]
    : [...meanings].map((meaning) => filled.filter((latency) => latency.meaning === meaning));
  groups.filter((group) => group.length).forEach((group) => figure(charts,
    (groups.length > 1 ? group[0].meaning + ", by percentile" : "Latency by percentile") + " (ms)",
    (place, width) => drawPercentiles(group, place, width)));
}
report.tables.forEach((each) => section(each.title, table(each.header, each.rows)));
if (Object.keys(report.counters).length) {
  section("Counters", table(null,
    Object.entries(report.counters).map(([name, count]) => [name, count.toLocaleString()])));
}
section("Facts", table(null, Object.entries(report.facts), "facts"));
draw();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
addEventListener("resize", draw);
