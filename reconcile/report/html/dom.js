// ---- dom.js -----------------------------------------------------------------------------------
// Elements made of data. Text only ever becomes text: nothing of a report is read as markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name in element && (name === 'value' || name === 'checked' || name === 'hidden')) {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  for (const child of children.flat(3)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

// h('button', {class: 'quiet', onclick: go}, 'Text', otherElement)
function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function button(attributes, ...children) {
  return h('button', { type: 'button', ...attributes }, ...children);
}

// A tick as a picture beside its name for those who cannot see it.
function tickIcon(tick) {
  const known = report.ticks[tick];
  return h('span', { class: `tick tick-${tick}`, title: choose(known.text) },
           svg('svg', { viewBox: '0 0 10 10', 'aria-hidden': 'true' },
               svg('use', { href: `#tick-${tick}` })),
           h('span', { class: 'unseen' }, choose(known.text)));
}

function swatch(state) {
  return h('span', { class: `swatch state-${state}`, 'aria-hidden': 'true' });
}

function announce(text) {
  document.getElementById('status').textContent = text;
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');

// Brings an element into its scrolling pane; over long ways at once.
function reveal(element, pane, top) {
  // In a window both narrow and low the pane does not scroll, the whole document does.
  const whole = getComputedStyle(pane).overflowY === 'visible';
  const scroller = whole ? document.scrollingElement : pane;
  const start = whole ? 0 : pane.getBoundingClientRect().top;
  const goal = scroller.scrollTop + element.getBoundingClientRect().top - start - top;
  const far = Math.abs(goal - scroller.scrollTop) > 2 * scroller.clientHeight;
  scroller.scrollTo({ top: goal, behavior: far || calm.matches ? 'instant' : 'smooth' });
}
