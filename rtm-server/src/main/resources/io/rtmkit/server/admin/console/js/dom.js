// Builds the page. Whatever the server tells reaches it as text: nothing is ever parsed as HTML.

const SVG = 'http://www.w3.org/2000/svg';
const BOUND = 'data-bound';
const boundProps = new WeakMap();

/**
 * Makes an element. Properties: `class`, `text`, `on` (listeners), anything else is an attribute.
 * A function as the value is called again when the language changes.
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  const { on = {}, ...rest } = props;
  for (const [name, listener] of Object.entries(on)) {
    element.addEventListener(name, listener);
  }
  for (const [name, value] of Object.entries(rest)) {
    set(element, name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Sets a property of an element; a function is bound to the language. */
export function set(element, name, value) {
  const props = boundProps.get(element) ?? {};
  if (typeof value === 'function') {
    props[name] = value;
    boundProps.set(element, props);
    element.setAttribute(BOUND, '');
    assign(element, name, value());
  } else {
    delete props[name];
    assign(element, name, value);
  }
}

function assign(element, name, value) {
  if (name === 'text') {
    // The same text again would move the reader's selection.
    if (element.textContent !== String(value)) element.textContent = value;
  } else if (name === 'class') {
    element.className = value;
  } else if (name === 'value') {
    element.value = value;
  } else if (value === false || value === null || value === undefined) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value === true ? '' : value);
  }
}

/** Says everything anew that was given as a function. */
export function retranslate(root) {
  for (const element of root.querySelectorAll(`[${BOUND}]`)) {
    for (const [name, value] of Object.entries(boundProps.get(element) ?? {})) {
      assign(element, name, value());
    }
  }
}

/** A picture of icons.svg, for the eye only. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** A button. */
export function button(text, onClick, props = {}) {
  return el('button', { type: 'button', text, on: { click: onClick }, ...props });
}

/** A label above a field. */
export function field(text, input, props = {}) {
  return el('label', { class: 'field', ...props }, el('span', { text }), input);
}

/** Terms and what belongs to them. Rows without a value are left out. */
export function facts(rows) {
  const list = el('dl', { class: 'facts' });
  for (const [term, value] of rows) {
    if (value === null || value === undefined) continue;
    const content = value instanceof Node ? value : el('span', { text: value });
    list.append(el('dt', { text: term }), el('dd', {}, content));
  }
  return list;
}

/** A table with its header; on a narrow page it scrolls within itself. */
export function table(caption, headers, rows) {
  const head = el('tr', {}, ...headers.map((text) => el('th', { scope: 'col', text })));
  return el(
    'div',
    { class: 'table', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows)),
  );
}

/** A row of a table; cells are texts or nodes. */
export function row(...cells) {
  return el(
    'tr',
    {},
    ...cells.map((cell) => (cell instanceof Node ? el('td', {}, cell) : el('td', { text: cell }))),
  );
}

/** What stands where there is nothing to show. */
export function empty(text) {
  return el('p', { class: 'empty', text });
}
