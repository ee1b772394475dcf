// ---- main.js ----------------------------------------------------------------------------------
// The keyboard, the views of a narrow window, printing, and the start.

// After a decision: heads, buttons and counts say what it is.
function changed() {
  openedAtStart = false;
  for (const item of items) item.refreshHead?.();
  for (const bar of bars) {
    if (bar.element.isConnected) bar.refresh();
    else bars.delete(bar);
  }
  refreshProgress();
}

// Shows a figure on the page, where the window is narrow in place of the review.
function lookAt(name, terms) {
  if (terms) pointAt(terms, name);
  else pointAt(pointed.terms.has(name) ? pointed.terms : new Map([[name, '']]), name);
  showView('pages');
  showFigure(name);
}

// What was pressed to open what is open.
function openHead() {
  return openCell === undefined ? itemOfId.get(openId)?.element?.querySelector('.head')
      : document.querySelector(`.figure-button[data-cell="${openCell}"]`);
}

function closeAll() {
  const back = openHead();
  closeItem();
  closeCell();
  pointAt(new Map(), undefined);
  back?.focus({ preventScroll: true });
}

// ---- One of the two sides at a time, where both do not fit

function showView(view) {
  if (document.body.dataset.view === view) return;
  document.body.dataset.view = view;
  document.getElementById('view-button').textContent =
      say(view === 'pages' ? 'showReview' : 'showPages');
}

function switchView() {
  const view = document.body.dataset.view === 'pages' ? 'review' : 'pages';
  showView(view);
  // The side that was hidden had lost its place and the keyboard.
  if (view === 'pages') {
    pagesPane.focus({ preventScroll: true });
    if (pointed.focus) showFigure(pointed.focus);
  } else if (openHead()) {
    reveal(openHead(), reviewPane, reviewHeadHeight() + 4);
    openHead().focus({ preventScroll: true });
  }
}

// ---- Keys

let keysOn = true;

const KEYS = [
  ['n j', 'keyNext'], ['p k', 'keyPrevious'], ['a', 'keyAccept'], ['r', 'keyReject'],
  ['c', 'keyComment'], ['u', 'keyUndo'], ['e', 'keyExport'], ['[ ]', 'keyPages'],
  ['− + 0', 'keyZoom'], ['/', 'keyFilter'], ['v', 'keyView'], ['Esc', 'keyEscape'], ['?', 'keyHelp'],
];

function currentItem() {
  if (openCell !== undefined) return itemFor(cells.get(openCell));
  return itemOfId.get(openId);
}

function openElement() {
  return openCell === undefined ? itemOfId.get(openId)?.element
                                : document.getElementById('figure-detail');
}

function accept() {
  const item = currentItem();
  if (!item) return;
  if (item.finding) decide(item, { action: 'accept' });
  else if (item.cell.value !== undefined) decide(item, { action: 'accept', value: item.cell.value });
}

// A finding is dismissed, and why is asked; a repair is rejected; a doubtful reading is corrected.
function reject() {
  const item = currentItem();
  if (!item) return;
  if (item.finding) {
    decide(item, { action: 'dismiss' });
    comment();
  } else if (item.cell.repair !== undefined) {
    decide(item, { action: 'reject' });
  } else {
    focusField('.correction');
  }
}

function focusField(selector) {
  const field = openElement()?.querySelector(selector);
  for (let box = field?.closest('details'); box; box = box.parentElement.closest('details')) {
    box.open = true;
  }
  field?.focus();
}

function comment() {
  focusField('.comment');
}

const ACTIONS = {
  n: () => stepItem(1), j: () => stepItem(1), p: () => stepItem(-1), k: () => stepItem(-1),
  a: accept, r: reject, c: comment,
  u: () => currentItem() && decide(currentItem(), { action: 'open' }),
  e: exportDecisions,
  '[': () => stepPage(-1), ']': () => stepPage(1),
  '-': () => setZoom(zoom / 1.25), '+': () => setZoom(zoom * 1.25), 0: () => setZoom(1),
  '/': () => document.getElementById('filter-statement')?.focus(),
  v: switchView, '?': showHelp, Escape: closeAll,
};

function onKey(event) {
  const field = event.target.closest?.('input:not([type=checkbox]), textarea, select');
  if (event.ctrlKey || event.metaKey) {
    if (event.key === 'p') {
      event.preventDefault();
      printReview();
    }
    return;
  }
  if (event.altKey || document.getElementById('help').open) return;
  if (field) {
    const leaves = event.key === 'Escape' ||
        (event.key === 'Enter' && !event.shiftKey && field.matches('.comment'));
    if (leaves) {
      event.preventDefault();
      event.stopPropagation();
      field.blur();
      openElement()?.querySelector('.head')?.focus({ preventScroll: true });
    }
    return;
  }
  if (!keysOn && event.key !== 'Escape') return;
  const action = ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

// ---- Help

function showHelp() {
  const dialog = document.getElementById('help');
  const list = (entries) => h('dl', {}, entries.map(([term, text]) => [h('dt', {}, term),
                                                                       h('dd', {}, text)]));
  dialog.replaceChildren(
      h('h2', {}, say('help')),
      h('div', { 'class': 'help-columns' },
        h('section', {}, h('h3', {}, say('keys')),
          list(KEYS.map(([keys, text]) => [keys.split(' ').map((key) => [h('kbd', {}, key), ' ']),
                                           say(text)])),
          h('label', { 'class': 'toggle' }, h('input', { type: 'checkbox', checked: keysOn,
            onchange: (event) => {
              keysOn = event.target.checked;
            } }), say('keysOn'))),
        h('section', {}, h('h3', {}, say('marksHelp')),
          list(TICKS_BY_WEIGHT.map((tick) => [tickIcon(tick), choose(report.ticks[tick].text)])),
          h('h3', {}, say('statesHelp')),
          list(STATES.map((state) => [swatch(state), choose(report.states[state])])))),
      button({ 'class': 'primary', onclick: () => dialog.close() }, say('close')));
  dialog.showModal();
}

// ---- Printing: every finding opened, its row of the page beside it

function openForPrint() {
  fillTables();
  for (const item of items) {
    if (!item.element) continue;
    fillItem(item);
    item.element.querySelector('.body').hidden = false;
  }
}

function closeAfterPrint() {
  for (const item of items) {
    if (item.element && item.id !== openId) item.element.querySelector('.body').hidden = true;
  }
}

async function printReview() {
  openForPrint();
  const pictures = [...new Set([...reviewPane.querySelectorAll('image')].map(
      (picture) => picture.getAttribute('href')))];
  await Promise.allSettled(pictures.map((href) => {
    const image = new Image();
    image.src = href;
    return image.decode();
  }));
  print();
}

addEventListener('beforeprint', openForPrint);
addEventListener('afterprint', closeAfterPrint);

// ---- Start

function switchLanguage() {
  language = language === 'sv' ? 'en' : 'sv';
  build();
}

function build() {
  document.documentElement.lang = language;
  document.getElementById('skip').textContent = say('skip');
  document.getElementById('pages').setAttribute('aria-label', say('pages'));
  document.getElementById('page-tools').setAttribute('aria-label', say('tools'));
  buildTop();
  document.getElementById('view-button').textContent =
      say(document.body.dataset.view === 'pages' ? 'showReview' : 'showPages');
  buildPageTools();
  buildPages();
  buildReview();
  refreshProgress();
}

// Links lead to a finding (#f3), a statement (#s2) or a page (#page6).
function followLink() {
  const target = decodeURIComponent(location.hash.slice(1));
  if (itemOfId.has(target)) openItem(itemOfId.get(target));
  else if (/^s\d+$/.test(target)) goToStatement(Number(target.slice(1)));
  else if (/^page\d+$/.test(target)) goToPage(Number(target.slice(4)));
}

language = report.language;
document.body.dataset.view = 'review';
document.body.classList.toggle('no-pages', !report.pages.some((page) => hasPicture(page.number)));
loadDecisions();
build();
if (!storageWorks) announce(say('storageRefused'));
addEventListener('keydown', onKey);
addEventListener('hashchange', followLink);
followLink();
// The overview stays in sight; beside it the page shows what is to be looked at first.
const first = items.find((item) => !isDecided(item));
if (first && openId === undefined && location.hash === '') openItem(first, { focus: false, atStart: true });
