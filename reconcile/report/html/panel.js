// ---- panel.js ---------------------------------------------------------------------------------
// The right side: what the report is, how it came out, the filter, then the lists.

const reviewPane = document.getElementById('review');
const filter = { statement: '', severity: '', decision: '', states: new Set() };

function stateShown(cell) {
  return filter.states.size === 0 || filter.states.has(cell.state);
}

function statementShown(index) {
  return filter.statement === '' || Number(filter.statement) === index;
}

function reviewHeadHeight() {
  return document.getElementById('filters')?.offsetHeight ?? 0;
}

// ---- The top of the page

function buildTop() {
  const { entity, period } = report;
  document.getElementById('top').replaceChildren(
      h('div', { 'class': 'who' },
        h('h1', {}, entity.name || report.source.file),
        h('p', {}, [choose(report.kind), period, entity.orgNumber && say('orgNumber', entity.orgNumber),
                    report.source.file].filter(Boolean).map(
                        (part, index) => [index > 0 && ' · ', h('span', {}, part)]),
          h('span', { 'class': 'on-paper' }, ` · siffra ${report.version}`))),
      h('div', { 'class': 'actions' },
        h('span', { id: 'progress', 'class': 'dim' }),
        button({ 'class': 'primary', id: 'export', onclick: exportDecisions }, say('exportDecisions')),
        h('label', { 'class': 'button', tabindex: 0, id: 'import', onkeydown: (event) => {
          if (event.key === 'Enter' || event.key === ' ') event.currentTarget.click();
        } }, say('importDecisions'),
          h('input', { type: 'file', accept: '.json,application/json', hidden: true, tabindex: -1,
                       onchange: (event) => {
                         const [file] = event.target.files;
                         if (file) importDecisions(file);
                         event.target.value = '';
                       } })),
        button({ onclick: printReview }, say('print')),
        button({ id: 'help-button', onclick: showHelp }, say('help')),
        button({ lang: language === 'sv' ? 'en' : 'sv', onclick: switchLanguage },
               say('otherLanguage')),
        button({ id: 'view-button', onclick: switchView })));
}

function refreshProgress() {
  const decided = items.filter(isDecided).length;
  const element = document.getElementById('progress');
  if (element) element.textContent = items.length ? say('progress', decided, items.length) : '';
}

// ---- How the report came out

function verdictWords() {
  const { error, warning, info } = report.open;
  const words = [
    error && sayCount('error1', 'errors', error),
    warning && sayCount('warning1', 'warnings', warning),
    info && sayCount('info1', 'infos', info),
  ].filter(Boolean);
  if (report.statements.length === 0) return say('nothingFound');
  if (words.length > 0) return words.join(', ');
  return say(report.findings.length > 0 ? 'noneLeft' : 'noFindings');
}

function worstSeverity() {
  if (report.statements.length === 0) return 'nothing';
  return ['error', 'warning', 'info'].find((severity) => report.open[severity] > 0) ?? 'good';
}

const STATES = ['differs', 'unsure', 'repaired', 'rounding', 'twice', 'once', 'unchecked'];

function countStates() {
  const counts = new Map(STATES.map((state) => [state, 0]));
  for (const cell of cells.values()) counts.set(cell.state, counts.get(cell.state) + 1);
  return counts;
}

function coverageBar(counts) {
  const bar = h('div', { 'class': 'coverage', 'aria-hidden': 'true' });
  for (const state of STATES) {
    if (counts.get(state) === 0) continue;
    const part = h('span', { 'class': `state-${state}`, title: choose(report.states[state]) });
    part.style.flexGrow = counts.get(state);
    bar.append(part);
  }
  return bar;
}

function stateToggles(counts) {
  return h('div', { 'class': 'states', role: 'group', 'aria-label': say('filterState') },
           STATES.filter((state) => counts.get(state) > 0).map((state) => button({
             'class': 'state-toggle', 'data-state': state, 'aria-pressed': filter.states.has(state),
             onclick: () => {
               if (!filter.states.delete(state)) filter.states.add(state);
               applyFilter();
             },
           }, swatch(state), choose(report.states[state]),
           h('span', { 'class': 'count' }, String(counts.get(state))))));
}

function overview() {
  const counts = countStates();
  const troubled = report.pages.filter((page) => page.trouble);
  const unread = items.filter((item) => item.cell).length;
  const detail = report.statements.length === 0 ? say('nothingFoundLong')
      : report.findings.length > 0 ? ''
      : say(counts.get('unchecked') > 0 ? 'noFindingsLong' : 'noFindingsAll');
  return h('section', { 'class': `overview ${worstSeverity()}`, 'aria-labelledby': 'heading-overview' },
           h('h2', { 'class': 'unseen', id: 'heading-overview' }, say('overview')),
           h('p', { 'class': 'verdict' }, verdictWords(),
             unread > 0 && h('span', { 'class': 'also' }, sayCount('reading1', 'readingsCount', unread))),
           detail && h('p', {}, detail),
           report.statements.length > 0 && [
             h('p', {}, choose(report.checksSummary)),
             h('p', {}, choose(report.coverageSummary)),
             coverageBar(counts),
             stateToggles(counts),
           ],
           troubled.length > 0 && h('details', { 'class': 'more' },
             h('summary', {}, say('troubledPages', troubled.map((page) => page.number).join(', '))),
             h('ul', {}, troubled.map((page) => h('li', {}, say('page', page.number), ': ',
                                                   choose(page.trouble))))));
}

// ---- The filter

function select(name, label, options) {
  return h('label', {}, h('span', {}, label),
           h('select', { id: `filter-${name}`, onchange: (event) => {
             filter[name] = event.target.value;
             applyFilter();
           } }, h('option', { value: '' }, say('all')),
             options.map(([value, text]) => h('option', { value }, text))));
}

function filterBar() {
  const severities = ['error', 'warning', 'info'].filter(
      (severity) => report.findings.some((finding) => finding.severity === severity));
  return h('div', { id: 'filters', role: 'search', 'aria-label': say('filters') },
           select('statement', say('filterStatement'), report.statements.map(
               (statement, index) => [index, `${pagesText(statement)}  ${statementTitle(statement)}`])),
           severities.length > 0 && select('severity', say('filterSeverity'), severities.map(
               (severity) => [severity, say(severity)])),
           items.length > 0 && select('decision', say('filterDecision'), [
             ['open', say('undecided')], ['accept', say('accepted')], ['dismiss', say('dismissed')],
           ]),
           button({ 'class': 'quiet', id: 'clear-filter', hidden: true, onclick: clearFilters },
                  say('clearFilter')),
           items.length > 0 && h('span', { 'class': 'step' },
             button({ title: `${say('previous')} ( p )`, 'aria-label': say('previous'),
                      onclick: () => stepItem(-1) }, '↑'),
             button({ title: `${say('next')} ( n )`, 'aria-label': say('next'),
                      onclick: () => stepItem(1) }, '↓')));
}

function decisionShown(item) {
  const { action } = decisionOn(item);
  if (filter.decision === '') return true;
  if (filter.decision === 'dismiss') return action === 'dismiss' || action === 'reject';
  if (filter.decision === 'accept') return action === 'accept' || action === 'correct';
  return action === 'open';
}

function itemShown(item) {
  const touched = item.cell ? [item.cell.place.statement] : item.finding.statements;
  return touched.some(statementShown) && decisionShown(item) &&
      (filter.severity === '' || item.finding?.severity === filter.severity) &&
      (!item.cell || stateShown(item.cell));
}

function applyFilter() {
  if (filter.states.size > 0) fillTables();
  for (const item of items) if (item.element) item.element.hidden = !itemShown(item);
  for (const list of reviewPane.querySelectorAll('.list')) {
    list.querySelector('.none-in-filter').hidden =
        [...list.querySelectorAll('.item')].some((element) => !element.hidden);
  }
  report.statements.forEach((statement, index) => {
    const element = document.getElementById(`s${index}`);
    let some = filter.states.size === 0;
    element.querySelectorAll('tbody > tr:not(#figure-detail)').forEach((row, r) => {
      row.hidden = filter.states.size > 0 && !statement.rows[r].cells.some(stateShown);
      some ||= !row.hidden;
    });
    element.hidden = !statementShown(index) || !some;
  });
  const filtered = filter.statement !== '' || filter.severity !== '' || filter.decision !== '' ||
      filter.states.size > 0;
  document.getElementById('clear-filter').hidden = !filtered;
  for (const toggle of reviewPane.querySelectorAll('.state-toggle')) {
    toggle.setAttribute('aria-pressed', filter.states.has(toggle.dataset.state));
  }
  for (const number of pageElements.keys()) markPage(number);
}

function clearFilters() {
  Object.assign(filter, { statement: '', severity: '', decision: '' });
  filter.states.clear();
  for (const field of document.querySelectorAll('#filters select')) field.value = '';
  applyFilter();
}

// ---- All of it

function buildReview() {
  const readings = items.filter((item) => item.cell);
  openId = undefined;
  openCell = undefined;
  bars.clear();
  rowsToMake.clear();
  fill(reviewPane, { 'aria-label': say('review') }, []).replaceChildren(
      overview(),
      report.statements.length > 0 ? filterBar() : '',
      itemList('findings', findingsInOrder(), ''),
      itemList('readings', readings, ''),
      report.statements.length > 0
        ? h('section', { 'class': 'statements', 'aria-labelledby': 'heading-statements' },
            h('h2', { id: 'heading-statements' }, say('statements')),
            report.statements.map(statementTable))
        : '',
      h('footer', { 'class': 'dim' }, say('madeBy', report.version, report.source.file)));
  for (const field of document.querySelectorAll('#filters select')) {
    field.value = filter[field.id.replace('filter-', '')];
  }
  if (report.statements.length > 0) applyFilter();
  fillTable(0);
  fillTablesWhenIdle();
}
