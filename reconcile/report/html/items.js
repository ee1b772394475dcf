// ---- items.js ---------------------------------------------------------------------------------
// The list of what to look at, one thing open at a time: findings, then readings to decide.

// A cross, an exclamation mark, an i: none of them a tick that says something agrees.
function severityIcon(severity) {
  return h('span', { 'class': 'tick', title: say(severity) },
           svg('svg', { viewBox: '0 0 10 10', 'aria-hidden': 'true' },
               svg('use', { href: `#severity-${severity}` })));
}

// Any figure may have been misread: those not in the list get an entry when they are looked at.
const extraItems = new Map();

function itemFor(cell) {
  const known = itemOfCell.get(cell.name) ?? extraItems.get(cell.name);
  if (known) return known;
  const made = { id: `r${cell.name}`, cell };
  extraItems.set(cell.name, made);
  return made;
}

function firstCellOf(item) {
  if (item.cell) return item.cell.name;
  const suspect = item.finding.hypothesis?.cell;
  if (cells.has(suspect)) return suspect;
  return item.finding.cells[0] ?? leadingCheck(item.finding)?.terms[0]?.cell;
}

// "Som Resultat, kolumnen 2024": the place of a reading, in words.
function cellTitle(cell) {
  const statement = statementOf(cell.name);
  return [rowLabel(rowOf(cell.name)), columnHeader(statement, cell.column),
          statementTitle(statement)].join(' · ');
}

function differenceText(finding) {
  const check = leadingCheck(finding);
  const unit = check ? unitOfCheck(check) : { name: say('unitKr'), measure: 100n, worth: 100n };
  return formatAmount(BigInt(finding.difference), unit);
}

function findingHead(item) {
  const { finding } = item;
  return [
    h('span', { 'class': `severity ${finding.severity}` },
      severityIcon(finding.severity), `${item.number}`,
      h('span', { 'class': 'unseen' }, say(finding.severity))),
    h('span', { 'class': 'title' }, choose(finding.title)),
    h('span', { 'class': 'page-number' }, finding.page ? say('page', finding.page) : ''),
    h('span', { 'class': 'amount' }, differenceText(finding)),
  ];
}

function readingHead(item) {
  const { cell } = item;
  return [
    h('span', { 'class': `severity ${cell.state}` }, swatch(cell.state),
      h('span', { 'class': 'unseen' }, choose(report.states[cell.state]))),
    h('span', { 'class': 'title' }, readingTitle(cell),
      h('span', { 'class': 'place' }, cellTitle(cell))),
    h('span', { 'class': 'page-number' }, say('page', cell.page)),
    h('span', { 'class': 'amount' }),
  ];
}

function hypothesisText(finding) {
  const { hypothesis } = finding;
  const cell = cells.get(hypothesis?.cell);
  if (!cell || !hypothesis.value) return undefined;
  return h('p', { 'class': 'hypothesis' }, say('suspect'), ': ',
           goButton(cell.name, rowLabel(rowOf(cell.name)), ` ${unbroken(cell.raw)}`),
           // Of a recognised figure the explanation tells how probable what is.
           !cell.recognised && hypothesis.probability > 0 && ` (${formatProbability(hypothesis.probability)})`,
           cell.recognised && [' · ', button({ 'class': 'link', onclick: () => openItem(itemFor(cell)) },
                                             say('mendReading'))]);
}

function findingBody(item) {
  const { finding } = item;
  const shown = finding.checks.map((index) => report.checks[index]);
  const lead = leadingCheck(finding);
  const others = shown.filter((check) => check !== lead);
  const unsure = finding.cells.map((name) => cells.get(name)).filter((cell) => cell && isUnsure(cell));
  return [
    h('p', {}, unbroken(choose(finding.explanation))),
    hypothesisText(finding),
    stripOf(firstCellOf(item), [firstCellOf(item)]),
    lead && sumTable(lead),
    others.length > 0 && h('details', { 'class': 'more' },
                           h('summary', {}, sayCount('otherCheck1', 'otherChecks', others.length)),
                           others.map((check) => [h('p', { 'class': 'check-message' },
                                                    tickIcon(tickOfCheck(check)),
                                                    choose(check.message)), sumTable(check)])),
    unsure.slice(0, 3).map((cell) => h('p', { 'class': 'unsure-term' }, swatch(cell.state),
                                       button({ 'class': 'link', onclick: () => openItem(itemFor(cell)) },
                                              readingTitle(cell)), ' — ', cellTitle(cell))),
    decisionBar(item),
  ];
}

function readingBody(item) {
  const { cell } = item;
  return [
    readingEvidence(cell),
    decisionBar(item),
    cell.checks?.length > 0 && checkList(cell.checks, true),
  ];
}

function buildItem(item) {
  const body = h('div', { 'class': 'body', id: `body-${item.id}`, hidden: true });
  const decision = h('span', { 'class': 'decision' });
  const head = button({
    'class': 'head', 'aria-expanded': 'false', 'aria-controls': body.id,
    onclick: () => (item.id === openId ? closeItem() : openItem(item)),
  }, item.finding ? findingHead(item) : readingHead(item), decision);
  item.element = h('li', { 'class': 'item', id: item.id }, h('h3', {}, head), body);
  item.refreshHead = () => {
    const made = decisionOn(item);
    decision.textContent = decisionText(item);
    item.element.classList.toggle('decided', made.action !== 'open');
    item.element.dataset.action = made.action;
  };
  item.refreshHead();
  return item.element;
}

// Bodies are built when they are opened: sums, windows on pages.
function fillItem(item) {
  const body = item.element.querySelector('.body');
  if (body.childElementCount > 0) return;
  fill(body, {}, item.finding ? findingBody(item) : readingBody(item));
}

let openId;
let openedAtStart = false; // the first finding, which nobody has stepped to yet

function closeItem() {
  const item = itemOfId.get(openId);
  openId = undefined;
  openedAtStart = false;
  pointAt(new Map(), undefined);
  if (!item?.element) return;
  item.element.classList.remove('open');
  item.element.querySelector('.body').hidden = true;
  item.element.querySelector('.head').setAttribute('aria-expanded', 'false');
}

function openItem(item, { focus = true, atStart = false } = {}) {
  closeItem();
  closeCell();
  if (!item.element) return selectCell(item.cell.name, { from: 'list' });
  if (item.element.hidden) clearFilters();
  openId = item.id;
  fillItem(item);
  item.element.classList.add('open');
  item.element.querySelector('.body').hidden = false;
  const head = item.element.querySelector('.head');
  head.setAttribute('aria-expanded', 'true');
  if (focus) head.focus({ preventScroll: true });
  openedAtStart = atStart;
  if (!atStart) reveal(item.element, reviewPane, reviewHeadHeight() + 4);
  const first = firstCellOf(item);
  const check = item.finding ? leadingCheck(item.finding)
                             : report.checks[item.cell.checks?.[0]];
  pointAt(check ? signsOf(check) : new Map(first ? [[first, '']] : []), first);
  if (first) showFigure(first);
  return undefined;
}

// The next or previous thing in sight that is not filtered away.
function stepItem(by) {
  const shown = items.filter((item) => item.element && !item.element.hidden);
  if (shown.length === 0) return;
  const place = openedAtStart ? -1 : shown.findIndex((item) => item.id === openId);
  const next = place < 0 ? (by > 0 ? 0 : shown.length - 1)
                         : Math.min(shown.length - 1, Math.max(0, place + by));
  openItem(shown[next]);
}

function itemList(name, chosen, empty) {
  if (chosen.length === 0) return empty;
  return h('section', { 'class': 'list', 'aria-labelledby': `heading-${name}` },
           h('h2', { id: `heading-${name}` }, say(name),
             h('span', { 'class': 'count' }, String(chosen.length))),
           h('ol', { 'class': 'items' }, chosen.map(buildItem)),
           h('p', { 'class': 'none-in-filter', hidden: true }, say('noneInFilter')));
}

// Open findings in the order of the pages, dismissed ones after them.
function findingsInOrder() {
  const found = items.filter((item) => item.finding);
  const dismissed = (item) => item.finding.action === 'dismiss';
  return [...found.filter((item) => !dismissed(item)), ...found.filter(dismissed)];
}
