// ---- model.js ---------------------------------------------------------------------------------
// The report, and how its figures and places are told. Amounts are BigInt: öre, or ten-thousandths
// where the figure is no money. A figure is known by its name "statement/row/column" (indices).

const report = JSON.parse(document.getElementById('report').textContent);

const cells = new Map();
report.statements.forEach((statement, s) => {
  statement.rows.forEach((row, r) => {
    row.cells.forEach((cell) => {
      cell.name = `${s}/${r}/${cell.column}`;
      cell.place = { statement: s, row: r, column: cell.column };
      cells.set(cell.name, cell);
    });
  });
});

const pageOfNumber = new Map(report.pages.map((page) => [page.number, page]));
const cellsOfPage = new Map(report.pages.map((page) => [page.number, []]));
for (const cell of cells.values()) cellsOfPage.get(cell.page)?.push(cell);

function rowOf(name) {
  const [s, r] = name.split('/');
  return report.statements[s]?.rows[r];
}

function statementOf(name) {
  return report.statements[name.split('/')[0]];
}

function columnOf(name) {
  const [s, , c] = name.split('/');
  return report.statements[s]?.columns[c];
}

function statementTitle(statement) {
  if (statement.title) return statement.title;
  return statement.note ? say('noteRef', statement.note) : choose(statement.kindText);
}

function rowLabel(row) {
  if (!row) return say('unlabelled');
  const label = row.label || say('unlabelled');
  return row.code ? `${row.code} ${label}` : label;
}

function columnHeader(statement, column) {
  return statement.columns[column]?.header || String(column + 1);
}

// The page of a figure, or of its row where the figure is printed empty.
function pageOf(name) {
  return cells.get(name)?.page ?? rowOf(name)?.page ?? 0;
}

// ---- Amounts

const MINUS = '\u2212';
const NO_BREAK = '\u00a0';

// öre → "−5 011 000", "2 275,50" (2,275.50 in English).
function formatMeasured(value, measure) {
  const places = measure === 100n ? 2 : 4;
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, -places).replace(/\B(?=(\d{3})+$)/g, NO_BREAK);
  const rest = measure === 100n ? digits.slice(-places) : digits.slice(-places).replace(/0+$/, '');
  const decimals = /^0*$/.test(rest) ? '' : (language === 'sv' ? ',' : '.') + rest;
  return (negative ? MINUS : '') + whole + decimals;
}

// An amount of a check in the unit its figures are printed in: "−5 011 tkr".
function formatAmount(value, unit) {
  if (unit.measure !== 100n) return formatMeasured(value, unit.measure) + unit.name;
  const text = formatMeasured(value * 100n / unit.worth, 100n);
  // A unit too coarse for the amount is left for kronor.
  if (value * 100n % unit.worth !== 0n) return formatMeasured(value, 100n) + NO_BREAK + say('unitKr');
  return text + NO_BREAK + unit.name;
}

// Half of a doubled tolerance.
function formatHalf(doubled, unit) {
  if (unit.measure !== 100n) return formatMeasured(doubled / 2n, unit.measure) + unit.name;
  const text = formatMeasured(doubled * 50n / unit.worth, 100n);
  return text + NO_BREAK + unit.name;
}

// Sentences and figures as printed, with no line broken inside a figure.
function unbroken(text) {
  return text.replace(/(\d) (?=\d{3}(?!\d))/g, `$1${NO_BREAK}`)
      .replace(/([-\u2212]) (?=\d)/g, `$1${NO_BREAK}`).replace(/-(?=\d)/g, '-\u2060');
}

function nameOfWorth(worth) {
  return { 100: say('unitKr'), 100000: say('unitTkr'), 100000000: say('unitMkr') }[worth] ?? '';
}

// What the figures of a check are counted in; kronor where they are not all printed in one unit.
function unitOfCheck(check) {
  const measure = BigInt(check.measure);
  if (measure !== 100n) {
    const percent = cells.get(check.terms[0]?.cell)?.percent;
    const points = NO_BREAK + (check.sum ? '%' : say('percentagePoints'));
    return { name: percent ? points : '', measure, worth: 1n };
  }
  const worths = new Set(check.terms.map((term) => cells.get(term.cell)?.worth).filter(Boolean));
  const worth = worths.size === 1 ? BigInt([...worths][0]) : 100n;
  return { name: nameOfWorth(worth) || say('unitKr'), measure, worth };
}

// "-1234.50" of the report → "−1 234,50", as it would be printed.
function printedDecimal(text) {
  const [whole, decimals] = text.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NO_BREAK);
  return (text.startsWith('-') ? MINUS : '') + grouped + (decimals ? `,${decimals}` : '');
}

// What a person types as a figure → "-1234.50"; null where it is none. As strict as the program.
function parseTyped(text) {
  let rest = text.trim().replace(/[\s\u00a0\u202f\u2009]+/g, ' ');
  let negative = false;
  if (/^\(.*\)$/.test(rest)) {
    negative = true;
    rest = rest.slice(1, -1).trim();
  }
  const sign = /^[-\u2212\u2013+]\s?/.exec(rest);
  if (sign) {
    if (negative) return null;
    negative = !rest.startsWith('+');
    rest = rest.slice(sign[0].length);
  }
  rest = rest.replace(/\s?(kr|tkr|mkr|%)$/i, '');
  const match = /^(\d+|\d{1,3}(?:[ .]\d{3})+)(?:,(\d{1,4}))?$/.exec(rest);
  if (!match) return null;
  const whole = match[1].replace(/[ .]/g, '').replace(/^0+(?=\d)/, '');
  if (whole.length > 14) return null;
  return (negative ? '-' : '') + whole + (match[2] ? `.${match[2]}` : '');
}

// "-1234.50" in the cell's unit → öre.
function measured(decimal, cell) {
  const [whole, decimals = ''] = decimal.replace('-', '').split('.');
  const size = BigInt(whole + decimals) * BigInt(cell.worth) / 10n ** BigInt(decimals.length);
  return decimal.startsWith('-') ? -size : size;
}

// How many checks of the figure would hold if it were `decimal`, of how many that can be tried.
function effectOf(cell, decimal) {
  const value = measured(decimal, cell);
  let tried = 0;
  let holding = 0;
  for (const index of cell.checks ?? []) {
    const check = report.checks[index];
    if (!check.sum) continue;
    let sum = 0n;
    let readable = true;
    for (const term of check.terms) {
      const other = cells.get(term.cell);
      if (other && other !== cell && other.measured === undefined) readable = false;
      const amount = other === cell ? value : BigInt(other?.measured ?? 0);
      sum += BigInt(term.weight) * amount;
    }
    if (!readable) continue;
    tried += 1;
    const size = sum < 0n ? -sum : sum;
    if (2n * size <= BigInt(check.doubledTolerance)) holding += 1;
  }
  return { tried, holding };
}

function effectText({ tried, holding }) {
  if (tried === 0) return '';
  if (tried === 1) return say(holding === 1 ? 'effectOne' : 'effectNoneOne');
  if (holding === tried) return say('effectAll', tried);
  return holding === 0 ? say('effectNone', tried) : say('effectSome', holding, tried);
}

function formatProbability(probability) {
  const percent = probability * 100;
  if (percent > 99.95 && probability < 1) return language === 'sv' ? `> 99,9${NO_BREAK}%` : '> 99.9%';
  if (percent < 0.1) return language === 'sv' ? `< 0,1${NO_BREAK}%` : '< 0.1%';
  const text = percent >= 10 ? percent.toFixed(0) : percent.toFixed(1);
  return language === 'sv' ? text.replace('.', ',') + NO_BREAK + '%' : text + '%';
}

// ---- What there is to go through: findings, then readings nobody can be sure of.

function isUnsure(cell) {
  return cell.state === 'unsure' || cell.repair !== undefined || cell.measured === undefined;
}

const items = [
  ...report.findings.map((finding, index) => ({ id: `f${index + 1}`, finding, number: index + 1 })),
  ...[...cells.values()].filter(isUnsure).map((cell) => ({ id: `r${cell.name}`, cell })),
];
const itemOfId = new Map(items.map((item) => [item.id, item]));
const itemOfCell = new Map(items.filter((item) => item.cell).map((item) => [item.cell.name, item]));

// The check whose terms are shown on the page when a finding is looked at.
function leadingCheck(finding) {
  return finding.checks.map((index) => report.checks[index])
      .find((check) => check.verdict === 'discrepancy') ?? report.checks[finding.checks[0]];
}
