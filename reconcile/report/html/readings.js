// ---- readings.js ------------------------------------------------------------------------------
// A figure nobody can be sure of: its picture, what it may be, and what the auditor says it is.

function readingTitle(cell) {
  if (cell.repair !== undefined) {
    return say('repairTitle', report.repairs[cell.repair].from || cell.raw, printedDecimal(cell.value));
  }
  if (!/\d/.test(cell.raw)) return say('nothingRead');
  return say(cell.value === undefined ? 'unreadTitle' : 'unsureTitle', cell.raw);
}

// Every value the figure may have: as it stands, as first read, and the others, each once.
function possibleReadings(cell) {
  const found = new Map();
  const add = (value, probability, text, raw) => {
    if (value !== undefined && value !== '' && !found.has(value)) {
      found.set(value, { value, probability, text, raw });
    }
  };
  const repair = report.repairs[cell.repair];
  if (repair) {
    add(cell.value, repair.probability, '', cell.raw);
    add(parseTyped(cell.raw) ?? undefined, undefined, say('firstRead'), cell.raw);
    for (const other of repair.alternatives) add(other.value, other.probability, '');
  } else {
    add(cell.value, cell.confidence, say('asRead'), cell.raw);
  }
  for (const other of cell.candidates ?? []) {
    add(other.value, other.probability, other.layout ? say('otherLayout') : '', other.raw);
  }
  return [...found.values()];
}

function alternativesTable(cell) {
  const readings = possibleReadings(cell);
  if (readings.length === 0) return undefined;
  const item = itemFor(cell);
  const checked = (cell.checks ?? []).some((index) => report.checks[index].sum);
  return h('table', { 'class': 'alternatives' },
           h('caption', {}, say('alternatives')),
           h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, say('reading')),
                            h('th', { scope: 'col' }, say('probability')),
                            checked && h('th', { scope: 'col' }, say('checksThatHold')), h('td'))),
           h('tbody', {}, readings.map((reading) => {
             const effect = effectOf(cell, reading.value);
             return h('tr', {},
                      h('th', { scope: 'row', 'class': 'figure' }, printedDecimal(reading.value),
                        reading.text && h('span', { 'class': 'place' }, reading.text)),
                      h('td', { 'class': 'figure' }, reading.probability === undefined
                        ? '–' : formatProbability(reading.probability)),
                      checked && h('td', { 'class': `figure ${holdClass(effect)}` },
                                   effect.tried ? say('ofChecks', effect.holding, effect.tried) : '–'),
                      h('td', {}, button({ 'class': 'quiet', onclick: () => {
                        const own = reading.value === cell.value;
                        decide(item, { action: own ? 'accept' : 'correct', value: reading.value });
                      } }, say('choose'))));
           })));
}

function holdClass({ tried, holding }) {
  if (tried === 0) return '';
  return holding === tried ? 'good' : 'bad';
}

// The picture, what was read and why it is doubted.
function readingEvidence(cell) {
  const repair = report.repairs[cell.repair];
  return [
    h('div', { 'class': 'reading' }, cropOf(cell),
      h('dl', { 'class': 'facts' },
        h('dt', {}, say('textRead')), h('dd', { 'class': 'raw' }, cell.raw),
        h('dt', {}, say('figureTaken')),
        h('dd', {}, cell.value === undefined ? say('unreadable') : printedDecimal(cell.value),
          cell.value !== undefined && cell.confidence < 1 && h('span', { 'class': 'place' },
                                   say('sure', formatProbability(cell.confidence)))),
        repair?.evidence.length > 0 && [
          h('dt', {}, say('evidence')),
          h('dd', {}, h('ul', {}, repair.evidence.map((known) => h('li', {}, choose(known))))),
        ])),
    alternativesTable(cell),
  ];
}

// The field for what is printed, which tells at once what would follow from it.
function correctionForm(item) {
  const { cell } = item;
  const made = decisionOn(item);
  const effect = h('output', { 'class': 'effect' });
  const tell = (text) => {
    const decimal = parseTyped(text);
    const result = decimal === null ? undefined : effectOf(cell, decimal);
    effect.textContent = result ? effectText(result) : '';
    effect.className = `effect ${result ? holdClass(result) : ''}`;
    return decimal;
  };
  const field = h('input', {
    type: 'text', inputmode: 'decimal', autocomplete: 'off', 'class': 'correction',
    value: made.action === 'correct' ? printedDecimal(made.value) : '',
    'aria-label': say('correctLabel'), placeholder: cell.raw,
    oninput: () => {
      field.setCustomValidity('');
      tell(field.value);
    },
  });
  return h('form', { 'class': 'correct', onsubmit: (event) => {
    event.preventDefault();
    const decimal = tell(field.value);
    if (decimal === null) {
      field.setCustomValidity(say('correctInvalid'));
      field.reportValidity();
      return;
    }
    decide(item, { action: 'correct', value: decimal });
    field.blur();
    item.element?.querySelector('.head')?.focus({ preventScroll: true });
  } },
  h('label', {}, h('span', {}, say('correctReading')), field),
  h('button', { 'class': 'quiet' }, say('correctSave')), effect);
}

// ---- Buttons and comment under a finding or a reading

function choice(item, action, text, key, value) {
  const pressed = decisionOn(item).action === action;
  return button({ 'class': `choice ${action}`, 'aria-pressed': pressed, 'aria-keyshortcuts': key,
                  onclick: () => decide(item, pressed ? { action: 'open' } : { action, value }) },
                text, h('kbd', { 'aria-hidden': 'true' }, key));
}

function findingChoices(item) {
  return [choice(item, 'accept', say('accept'), 'a'), choice(item, 'dismiss', say('dismiss'), 'r')];
}

function readingChoices(item) {
  const { cell } = item;
  const made = [];
  if (cell.value !== undefined) {
    const shown = printedDecimal(cell.value);
    const text = say(cell.repair === undefined ? 'acceptReading' : 'acceptRepair', shown);
    made.push(choice(item, 'accept', text, 'a', cell.value));
  }
  if (cell.repair !== undefined) {
    const first = report.repairs[cell.repair].from || cell.raw;
    made.push(choice(item, 'reject', say('rejectRepair', first), 'r'));
  }
  return [...made, correctionForm(item)];
}

// The bars in sight, each rebuilt after a decision; not the comment field, which may be being
// written in.
const bars = new Set();

function decisionBar(item) {
  const choices = h('div', { 'class': 'choices' });
  const label = h('span');
  const field = h('textarea', {
    rows: 1, 'class': 'comment', placeholder: ' ', value: decisionOn(item).comment ?? '',
    oninput: () => {
      const kind = item.finding ? decisions.findings : decisions.readings;
      kind.set(item.finding?.key ?? item.cell.key, { ...decisionOn(item), comment: field.value });
      keepDecisions();
      item.refreshHead?.();
    },
  });
  const refresh = () => {
    choices.replaceChildren(...(item.finding ? findingChoices(item) : readingChoices(item)));
    label.textContent = say(decisionOn(item).action === 'dismiss' ? 'dismissReason' : 'comment');
    if (document.activeElement !== field) field.value = decisionOn(item).comment ?? '';
  };
  refresh();
  const element = h('div', { 'class': 'decide' }, choices,
                    h('label', { 'class': 'comment-label' }, label, field));
  bars.add({ element, refresh });
  return element;
}

// "bekräftad", "rättad till −1 250": what stands at the head of a decided item.
function decisionText(item) {
  const { action, value } = decisionOn(item);
  if (action === 'open') return '';
  if (item.finding) return say(action === 'accept' ? 'acceptedShort' : 'dismissedShort');
  if (action === 'correct') return say('readingCorrected', printedDecimal(value));
  return say(action === 'accept' ? 'readingAccepted' : 'readingRejected');
}
