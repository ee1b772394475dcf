// ---- sums.js ----------------------------------------------------------------------------------
// One check laid out as a sum: its terms with printed figures, what they come to, what the report
// says, the difference and what rounding allows.

// A share is computed from its terms, but is no sum of them.
function signOf(check, term) {
  const [total] = check.terms;
  if (!check.sum) return '';
  return (term.weight < 0) === (total.weight > 0) ? '+' : MINUS;
}

// The signs to show at the figures on the page.
function signsOf(check) {
  const [total, ...others] = check.terms;
  const signs = new Map(others.map((term) => [term.cell, signOf(check, term)]));
  if (total) signs.set(total.cell, '=');
  return signs;
}

// Where a term stands, as far as it differs from the total.
function placeOf(name, total) {
  const [s, , c] = name.split('/').map(Number);
  const [totalS, , totalC] = total.split('/').map(Number);
  const parts = [];
  const statement = report.statements[s];
  if (s !== totalS) parts.push(statementTitle(statement));
  if (c !== totalC || s !== totalS) parts.push(columnHeader(statement, c));
  return parts.join(' · ');
}

function goButton(name, ...content) {
  return button({ 'class': 'link', title: `${say('showPage')}, ${say('page', pageOf(name))}`,
                  onclick: () => lookAt(name) }, ...content);
}

function figureText(name) {
  const cell = cells.get(name);
  if (!cell) return '–';
  return cell.repair !== undefined ? printedDecimal(cell.value) : cell.raw;
}

function termRow(check, term, unit) {
  const total = check.terms[0];
  const times = Math.abs(term.weight) === 1 ? '' : `${Math.abs(term.weight)} × `;
  const cell = cells.get(term.cell);
  const own = cell && unit.measure === 100n && String(unit.worth) !== String(cell.worth)
      ? ` ${nameOfWorth(cell.worth)}` : '';
  const place = placeOf(term.cell, total.cell);
  return h('tr', { 'class': cell ? `state-${cell.state}` : 'state-unchecked' },
           h('td', { 'class': 'weight' }, signOf(check, term)),
           h('th', { scope: 'row' }, goButton(term.cell, rowLabel(rowOf(term.cell))),
             place && h('span', { 'class': 'place' }, place)),
           h('td', { 'class': 'page-number' }, say('page', pageOf(term.cell))),
           h('td', { 'class': 'figure' }, times, figureText(term.cell), own));
}

function footRow(name, text, figure, page) {
  return h('tr', { 'class': name }, h('td'), h('th', { scope: 'row' }, text),
           h('td', { 'class': 'page-number' }, page), h('td', { 'class': 'figure' }, figure));
}

function sumTable(check) {
  if (check.terms.length === 0) return undefined;
  const unit = unitOfCheck(check);
  const [total, ...others] = check.terms;
  const difference = BigInt(check.difference);
  const printed = cells.get(total.cell)?.measured;
  const rows = [];
  if (check.sum && printed !== undefined) {
    rows.push(footRow('computed', say('computed'), formatAmount(BigInt(printed) - difference, unit)));
  }
  rows.push(footRow('printed',
                    [say('printed'), ' ', goButton(total.cell, rowLabel(rowOf(total.cell)))],
                    figureText(total.cell), say('page', pageOf(total.cell))));
  if (check.verdict !== 'unverifiable') {
    rows.push(footRow(`difference ${check.verdict}`, say('differenceRow'),
                      formatAmount(difference, unit)));
    if (BigInt(check.doubledTolerance) > 0n && difference !== 0n) {
      rows.push(footRow('tolerance', say('tolerance'),
                        `± ${formatHalf(BigInt(check.doubledTolerance), unit)}`));
    }
  }
  return h('table', { 'class': 'sum' },
           h('caption', { 'class': 'unseen' }, choose(check.message)),
           h('thead', { 'class': 'unseen' },
             h('tr', {}, h('td'), h('th', { scope: 'col' }, say('termLabel')),
               h('th', { scope: 'col' }, say('termPlace')),
               h('th', { scope: 'col' }, say('termFigure')))),
           h('tbody', {}, others.map((term) => termRow(check, term, unit))),
           h('tfoot', {}, rows));
}

function tickOfCheck(check) {
  if (check.verdict === 'discrepancy') return 'differs';
  return check.verdict === 'rounding' ? 'rounding' : check.tick;
}

// A check that can be opened; what does not agree is open from the start.
function checkDetails(check, open) {
  const details = h('details', { 'class': 'check', open },
                    h('summary', {},
                      check.verdict !== 'unverifiable' && tickIcon(tickOfCheck(check)),
                      h('span', {}, choose(check.message))),
                    sumTable(check),
                    h('p', { 'class': 'rule' },
                      button({ 'class': 'link', onclick: () => {
                        pointAt(signsOf(check), check.terms[0]?.cell);
                        lookAt(check.terms[0].cell, signsOf(check));
                      } }, say('showPage')), ' · ', say('ruleName', check.rule)));
  return details;
}

function checkList(indices, openFirst) {
  const made = indices.map((index) => report.checks[index]);
  return made.map((check, place) => checkDetails(
      check, openFirst && (check.verdict === 'discrepancy' || (place === 0 && made.length === 1))));
}
