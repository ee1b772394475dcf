// ---- pages.js ---------------------------------------------------------------------------------
// The pages of the report: pictures with a box on every figure. A page is filled in when it comes
// near and emptied when it is far away, so that a long report scrolls as a short one does.

const pagesPane = document.getElementById('page-scroll');
const pageElements = new Map();
const pictureUrls = new Map();
let zoom = 1;
let marksShown = true;

// The address of a page's picture, made from the text it is kept as when first asked for.
function pictureUrl(number) {
  if (pictureUrls.has(number)) return pictureUrls.get(number);
  const source = document.getElementById(`picture-${number}`);
  if (!source) return undefined;
  const bytes = Uint8Array.from(atob(source.textContent.trim()), (c) => c.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: source.dataset.type }));
  source.remove();
  pictureUrls.set(number, url);
  return url;
}

function hasPicture(number) {
  return pictureUrls.has(number) || document.getElementById(`picture-${number}`) !== null;
}

const FRAME = 1.2; // points between a figure and its box

function boxOf(cell) {
  const [x0, y0, x1, y1] = cell.box;
  return svg('rect', {
    'class': `box state-${cell.state}`, 'data-cell': cell.name,
    x: x0 - FRAME, y: y0 - FRAME, width: x1 - x0 + 2 * FRAME, height: y1 - y0 + 2 * FRAME, rx: 1,
  }, svg('title', {}, `${rowLabel(rowOf(cell.name))} ${cell.raw}`));
}

// Free room to the right of a figure, up to the next one on its line.
function roomBeside(cell, others, page) {
  const [, y0, x1, y1] = cell.box;
  const middle = (y0 + y1) / 2;
  let room = page.width - x1;
  for (const other of others) {
    const [left, top, , bottom] = other.box;
    if (other !== cell && top < middle && bottom > middle && left > cell.box[0] + 1) {
      room = Math.min(room, left - x1);
    }
  }
  return room - 2 * FRAME;
}

const TICKS_BY_WEIGHT =
    ['differs', 'rounding', 'footed', 'tied', 'prior', 'recomputed', 'included'];

function ticksOf(cell, others, page) {
  const room = roomBeside(cell, others, page);
  const side = Math.min(8, (cell.box[3] - cell.box[1]) * 0.85);
  const most = Math.max(1, Math.floor(room / side));
  return TICKS_BY_WEIGHT.filter((tick) => cell.ticks?.includes(tick)).slice(0, most)
      .map((tick, index) => svg('use', {
        'class': `mark tick-${tick}`, href: `#tick-${tick}`,
        x: cell.box[2] + FRAME + 0.8 + index * side,
        y: (cell.box[1] + cell.box[3]) / 2 - side / 2, width: side, height: side,
      }));
}

function fillPage(page) {
  const element = pageElements.get(page.number);
  const sheet = element.querySelector('.sheet');
  if (sheet.childElementCount > 0) return;
  const url = pictureUrl(page.number);
  if (url) sheet.append(h('img', { src: url, alt: '', decoding: 'async', draggable: 'false' }));
  const figures = cellsOfPage.get(page.number);
  sheet.append(svg('svg', {
    'class': 'overlay', viewBox: `0 0 ${page.width} ${page.height}`, preserveAspectRatio: 'none',
    role: 'img', 'aria-label': say('pagePicture', page.number),
  },
  svg('g', { 'class': 'marks' }, figures.map((cell) => ticksOf(cell, figures, page))),
  figures.map(boxOf), svg('g', { 'class': 'signs' })));
  if (!url) sheet.append(h('p', { 'class': 'missing' }, say('pageMissing')));
  markPage(page.number);
}

function emptyPage(page) {
  pageElements.get(page.number).querySelector('.sheet').replaceChildren();
}

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const page = pageOfNumber.get(Number(entry.target.dataset.page));
    if (entry.isIntersecting) fillPage(page);
    else emptyPage(page);
  }
}, { root: pagesPane, rootMargin: '150% 0px' });

function buildPages() {
  near.disconnect();
  pageEnds = undefined;
  pagesPane.setAttribute('aria-label', say('pages'));
  pagesPane.replaceChildren(...report.pages.map((page) => {
    const sheet = h('div', { 'class': 'sheet' });
    sheet.style.aspectRatio = `${page.width} / ${page.height}`;
    const element = h('figure', { 'class': 'page', 'data-page': page.number },
                      h('figcaption', {}, say('page', page.number),
                        page.trouble && h('span', { 'class': 'trouble' },
                                          say('pageTrouble', choose(page.trouble)))),
                      sheet);
    pageElements.set(page.number, element);
    return element;
  }));
  for (const element of pageElements.values()) near.observe(element);
}

// ---- What is pointed at: the terms of one sum, or one figure.

let pointed = { terms: new Map(), focus: undefined };

// terms: Map of cell name → '+', '−', '=' or ''; focus: the figure to show first.
function pointAt(terms, focus) {
  pointed = { terms, focus };
  for (const number of pageElements.keys()) markPage(number);
}

function markPage(number) {
  const overlay = pageElements.get(number)?.querySelector('.overlay');
  if (!overlay) return;
  overlay.classList.toggle('pointing', pointed.terms.size > 0);
  const signs = [];
  for (const box of overlay.querySelectorAll('.box')) {
    const cell = cells.get(box.dataset.cell);
    const sign = pointed.terms.get(cell.name);
    box.classList.toggle('term', sign !== undefined);
    box.classList.toggle('focus', cell.name === pointed.focus);
    box.classList.toggle('outside', !stateShown(cell) || !statementShown(cell.place.statement));
    if (!sign) continue;
    const height = cell.box[3] - cell.box[1];
    signs.push(svg('text', {
      'class': 'sign', x: cell.box[0] - FRAME - 1.5, y: cell.box[3], 'font-size': height * 1.25,
    }, sign));
  }
  overlay.querySelector('.signs').replaceChildren(...signs);
}

function showFigure(name) {
  const page = pageOf(name);
  const element = pageElements.get(page);
  if (!element) return;
  const sheet = element.querySelector('.sheet');
  const box = cells.get(name)?.box ?? rowOf(name)?.box;
  const scale = sheet.clientWidth / pageOfNumber.get(page).width;
  const height = box ? ((box[1] + box[3]) / 2) * scale : 0;
  reveal(sheet, pagesPane, pagesPane.clientHeight / 2 - height);
  if (box && sheet.clientWidth > pagesPane.clientWidth) {
    pagesPane.scrollLeft = ((box[0] + box[2]) / 2) * scale - pagesPane.clientWidth / 2;
  }
}

// Where each page ends, kept until the width changes: asked for at every step of scrolling.
let pageEnds;
new ResizeObserver(() => { pageEnds = undefined; }).observe(pagesPane);

// The page that fills most of the pane.
function currentPage() {
  pageEnds ??= [...pageElements].map(
      ([number, element]) => [number, element.offsetTop + element.offsetHeight]);
  const middle = pagesPane.scrollTop + pagesPane.clientHeight / 2;
  for (const [number, end] of pageEnds) if (end > middle) return number;
  return report.pages.at(-1)?.number ?? 1;
}

function goToPage(number) {
  const element = pageElements.get(number);
  if (element) reveal(element, pagesPane, 0);
}

function setZoom(wanted) {
  const place = pagesPane.scrollTop / Math.max(1, pagesPane.scrollHeight);
  zoom = Math.min(4, Math.max(0.4, wanted));
  pagesPane.style.setProperty('--zoom', zoom);
  pageEnds = undefined;
  pagesPane.scrollTop = place * pagesPane.scrollHeight;
}

// ---- The tools above the pages

function findingsOnPage(number) {
  return report.findings.filter((finding) => finding.page === number).length;
}

function buildPageTools() {
  const number = h('select', {
    id: 'page-number', 'aria-label': say('pageNumber'),
    onchange: (event) => goToPage(Number(event.target.value)),
  }, report.pages.map((page) => {
    const found = findingsOnPage(page.number);
    const text = found > 0 ? say('pageWithFindings', page.number, found)
                           : say('page', page.number);
    return h('option', { value: page.number }, text);
  }));
  document.getElementById('page-tools').replaceChildren(
      button({ 'aria-label': say('pagePrevious'), title: `${say('pagePrevious')} ( [ )`,
               onclick: () => stepPage(-1) }, '‹'),
      number,
      h('span', { 'class': 'dim' }, say('pageOf', report.pages.length)),
      button({ 'aria-label': say('pageNext'), title: `${say('pageNext')} ( ] )`,
               onclick: () => stepPage(1) }, '›'),
      h('span', { 'class': 'gap' }),
      button({ 'aria-label': say('zoomOut'), title: `${say('zoomOut')} ( - )`,
               onclick: () => setZoom(zoom / 1.25) }, '−'),
      button({ title: '( 0 )', onclick: () => setZoom(1) }, say('zoomFit')),
      button({ 'aria-label': say('zoomIn'), title: `${say('zoomIn')} ( + )`,
               onclick: () => setZoom(zoom * 1.25) }, '+'),
      h('label', { 'class': 'toggle' },
        h('input', { type: 'checkbox', checked: marksShown, onchange: (event) => {
          marksShown = event.target.checked;
          pagesPane.classList.toggle('bare', !marksShown);
        } }), say('marks')));
}

function stepPage(by) {
  const numbers = [...pageElements.keys()];
  goToPage(numbers[numbers.indexOf(currentPage()) + by]);
}

let toldPage = 0;
pagesPane.addEventListener('scroll', () => {
  const number = currentPage();
  if (number === toldPage) return;
  toldPage = number;
  const select = document.getElementById('page-number');
  if (select) select.value = number;
}, { passive: true });

pagesPane.addEventListener('click', (event) => {
  const name = event.target.closest?.('.box')?.dataset.cell;
  if (name) selectCell(name, { from: 'page' });
});

// ---- Parts of a page, enlarged

// A window on the page: [x0, y0, x1, y1] in points, with boxes drawn round some figures.
function pageWindow(number, window, names, label) {
  const url = pictureUrl(number);
  const page = pageOfNumber.get(number);
  if (!url || !page) return undefined;
  const [x0, y0, x1, y1] = window;
  return svg('svg', {
    'class': 'window', viewBox: `${x0} ${y0} ${x1 - x0} ${y1 - y0}`, role: 'img', 'aria-label': label,
  },
  svg('image', { href: url, width: page.width, height: page.height, preserveAspectRatio: 'none' }),
  names.map((name) => cells.get(name)).filter((cell) => cell?.page === number).map(boxOf));
}

// The figure and a little of what stands round it.
function cropOf(cell) {
  const [x0, y0, x1, y1] = cell.box;
  const height = Math.max(6, y1 - y0);
  const crop = pageWindow(cell.page, [x0 - 2.2 * height, y0 - 0.9 * height, x1 + 2.2 * height,
                                      y1 + 0.9 * height], [], say('crop', cell.page));
  crop?.classList.add('crop');
  return crop;
}

// The row of a figure from its label to its last figure.
function stripOf(name, names) {
  const cell = cells.get(name);
  const row = rowOf(name);
  if (!cell || !row) return undefined;
  const boxes = row.cells.filter((other) => other.page === cell.page).map((other) => other.box);
  if (row.page === cell.page && row.box[2] > row.box[0]) boxes.push(row.box);
  const height = cell.box[3] - cell.box[1];
  const window = [
    Math.min(...boxes.map((box) => box[0])) - 6, cell.box[1] - 1.6 * height,
    Math.max(...boxes.map((box) => box[2])) + 16, cell.box[3] + 1.6 * height,
  ];
  const strip = pageWindow(cell.page, window, names, say('strip', cell.page));
  strip?.classList.add('strip');
  return strip;
}
