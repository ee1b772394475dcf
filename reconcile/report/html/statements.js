// ---- statements.js ----------------------------------------------------------------------------
// Statements and notes as tables, each figure with its ticks; a figure opens beneath its row.

function figureCell(cell) {
  if (!cell) return h('td', { 'class': 'figure empty' });
  const ticks = (cell.ticks ?? []).map(tickIcon);
  return h('td', { 'class': `figure state-${cell.state}`, 'data-name': cell.name },
           button({ 'class': 'figure-button', 'data-cell': cell.name, 'aria-expanded': 'false',
                    title: choose(report.states[cell.state]),
                    onclick: () => selectCell(cell.name, { from: 'table' }) },
                  h('span', { 'class': 'raw' }, figureText(cell.name)),
                  h('span', { 'class': 'unseen' }, choose(report.states[cell.state]))),
           h('span', { 'class': 'ticks' }, ticks));
}

function noteCell(row) {
  const target = row.note && report.statements.findIndex(
      (statement) => statement.kind === 'note' && statement.note === row.note);
  if (!row.note) return h('td', { 'class': 'note' });
  if (target < 0) return h('td', { 'class': 'note' }, row.note);
  return h('td', { 'class': 'note' },
           h('a', { href: `#s${target}`, onclick: (event) => {
             event.preventDefault();
             goToStatement(target);
           } }, row.note));
}

function statementRow(statement, row, withNotes) {
  const byColumn = new Map(row.cells.map((cell) => [cell.column, cell]));
  const label = h('th', { scope: 'row', 'class': row.bold ? 'label bold' : 'label' }, rowLabel(row));
  label.style.setProperty('--indent', Math.min(4, Math.round((row.indent ?? 0) / 9)));
  return h('tr', { 'class': `row-${row.kind}`, 'data-page': row.page },
           label, withNotes && noteCell(row),
           statement.columns.map((_, column) => figureCell(byColumn.get(column))));
}

function unitText(statement) {
  const unit = { 1: say('unitKr'), 1000: say('unitTkr'), 1000000: say('unitMkr') }[statement.scale];
  return unit ? say('inUnit', unit) : '';
}

function pagesText(statement) {
  const numbers = statement.pages;
  if (numbers.length === 0) return '';
  return say('page', numbers.length > 1 ? `${numbers[0]}–${numbers.at(-1)}` : numbers[0]);
}

// Rows are made while the browser has nothing else to do, so that a long report opens as fast as a
// short one; at once where somebody asks for them. In the end all are there for its own search.
const rowsToMake = new Map(); // index of a statement → what makes its rows

function fillTable(index) {
  const make = rowsToMake.get(index);
  rowsToMake.delete(index);
  make?.();
}

function fillTables() {
  for (const index of [...rowsToMake.keys()]) fillTable(index);
}

const whenIdle = window.requestIdleCallback?.bind(window) ??
    ((work) => setTimeout(() => work({ timeRemaining: () => 0 }), 20));

function fillTablesWhenIdle() {
  whenIdle((idle) => {
    do {
      const [next] = rowsToMake.keys();
      if (next === undefined) return;
      fillTable(next);
    } while (idle.timeRemaining() > 5);
    fillTablesWhenIdle();
  });
}

function statementTable(statement, index) {
  const withNotes = statement.rows.some((row) => row.note);
  const body = h('tbody');
  rowsToMake.set(index, () => {
    body.append(...statement.rows.map((row) => statementRow(statement, row, withNotes)));
  });
  const facts = [pagesText(statement), unitText(statement)].filter(Boolean).join(' · ');
  const section = h('section', { 'class': 'statement', id: `s${index}`, 'aria-labelledby': `title-s${index}` },
           h('h3', { id: `title-s${index}` }, statementTitle(statement),
             h('button', { type: 'button', 'class': 'link page-number',
                           onclick: () => goToPage(statement.pages[0]) }, facts)),
           h('div', { 'class': 'wide', tabindex: statement.columns.length > 4 ? 0 : undefined },
             h('table', { 'class': 'statement-table' },
               h('thead', {}, h('tr', {}, h('th', { scope: 'col', 'class': 'label' }, say('termLabel')),
                                withNotes && h('th', { scope: 'col', 'class': 'note' }, say('note')),
                                statement.columns.map((_, column) => h(
                                    'th', { scope: 'col', 'class': 'figure' },
                                    columnHeader(statement, column))))),
               body)));
  section.style.setProperty('--rows', statement.rows.length);
  return section;
}

function goToStatement(index) {
  const element = document.getElementById(`s${index}`);
  if (!element) return;
  fillTable(index);
  if (element.hidden) clearFilters();
  reveal(element, reviewPane, reviewHeadHeight());
  const page = report.statements[index].pages[0];
  if (page) goToPage(page);
}

// ---- One figure, opened

let openCell;

function closeCell() {
  if (openCell === undefined) return;
  document.getElementById('figure-detail')?.remove();
  const opener = document.querySelector(`.figure-button[data-cell="${openCell}"]`);
  opener?.setAttribute('aria-expanded', 'false');
  opener?.closest('td').classList.remove('open');
  openCell = undefined;
}

function cellDetail(cell) {
  const findings = (cell.findings ?? []).map((index) => items[index]);
  const item = itemFor(cell);
  const doubtful = isUnsure(cell);
  return h('div', { 'class': 'detail' },
           h('p', { 'class': 'detail-title' }, swatch(cell.state), h('strong', {}, cellTitle(cell)),
             h('span', { 'class': 'dim' }, ` — ${choose(report.states[cell.state])}`),
             button({ 'class': 'close', 'aria-label': say('close'), onclick: closeAll }, '×')),
           h('p', { 'class': 'detail-links' },
             button({ 'class': 'link', onclick: () => lookAt(cell.name) }, say('showPage')),
             findings.map((found) => [' · ', button({ 'class': 'link', onclick: () => openItem(found) },
                                                    say('inFinding', found.number))])),
           doubtful && readingEvidence(cell),
           cell.checks?.length > 0 ? checkList(cell.checks, true)
                                   : h('p', { 'class': 'dim' }, say('noChecks')),
           doubtful ? decisionBar(item)
                    : h('details', { 'class': 'more' }, h('summary', {}, say('misread')),
                        h('div', { 'class': 'reading' }, cropOf(cell)), decisionBar(item)));
}

function selectCell(name, { from }) {
  const cell = cells.get(name);
  if (!cell) return;
  fillTable(cell.place.statement);
  if (from === 'page') {
    const finding = cell.state === 'differs' && cell.findings?.length > 0 && items[cell.findings[0]];
    const item = finding || itemOfCell.get(name);
    if (item) {
      showView('review');
      openItem(item);
      return;
    }
  }
  const wasOpen = openCell === name;
  closeItem();
  closeCell();
  if (wasOpen) {
    pointAt(new Map(), undefined);
    return;
  }
  const opener = document.querySelector(`.figure-button[data-cell="${name}"]`);
  const row = opener?.closest('tr');
  if (!row) return;
  if (row.hidden || row.closest('.statement').hidden) clearFilters();
  openCell = name;
  opener.setAttribute('aria-expanded', 'true');
  opener.closest('td').classList.add('open');
  const columns = row.childElementCount;
  row.after(h('tr', { id: 'figure-detail' }, h('td', { colspan: columns }, cellDetail(cell))));
  const check = report.checks[cell.checks?.[0]];
  pointAt(check ? signsOf(check) : new Map([[name, '']]), name);
  if (from !== 'page') showFigure(name);
  if (from !== 'table') {
    showView('review');
    reveal(row, reviewPane, reviewHeadHeight() + 40);
    opener.focus({ preventScroll: true });
  }
}
