// ---- decisions.js -----------------------------------------------------------------------------
// What the auditor decides: kept in the browser under the report's digest, written out as the file
// that `siffra check --decisions` reads. What the report was already checked with comes first.

const STORE = `siffra.decisions/${report.source.sha256}`;
const decisions = { findings: new Map(), readings: new Map() };
let storageWorks = true;

function loadDecisions() {
  for (const finding of report.findings) {
    if (finding.action !== 'open' || finding.comment) {
      decisions.findings.set(finding.key, { action: finding.action, comment: finding.comment });
    }
  }
  for (const reading of report.decidedReadings) {
    const { key, action, value, comment } = reading;
    decisions.readings.set(key, { action, value, comment });
  }
  try {
    const stored = JSON.parse(localStorage.getItem(STORE) ?? '{}');
    for (const kind of ['findings', 'readings']) {
      for (const [key, made] of Object.entries(stored[kind] ?? {})) decisions[kind].set(key, made);
    }
  } catch {
    storageWorks = false;
  }
}

function keepDecisions() {
  try {
    localStorage.setItem(STORE, JSON.stringify({
      findings: Object.fromEntries(decisions.findings),
      readings: Object.fromEntries(decisions.readings),
    }));
    storageWorks = true;
  } catch {
    storageWorks = false;
  }
  announce(storageWorks ? '' : say('storageRefused'));
}

function decisionOn(item) {
  const none = { action: 'open', comment: '' };
  return (item.finding ? decisions.findings.get(item.finding.key)
                       : decisions.readings.get(item.cell.key)) ?? none;
}

function decide(item, change) {
  const key = item.finding ? item.finding.key : item.cell.key;
  const kind = item.finding ? decisions.findings : decisions.readings;
  kind.set(key, { ...decisionOn(item), ...change });
  keepDecisions();
  changed();
}

function isDecided(item) {
  return decisionOn(item).action !== 'open';
}

// A figure as it is written to the file: "-1234,50", which the program reads as printed.
function fileValue(decimal) {
  return decimal.replace('.', ',');
}

function decisionsFile() {
  const findings = [...decisions.findings]
      .filter(([, made]) => made.action !== 'open' || made.comment)
      .map(([key, made]) => ({ key, action: made.action, comment: made.comment ?? '' }));
  const readings = [...decisions.readings]
      .filter(([, made]) => made.action !== 'open')
      .map(([key, made]) => {
        const entry = { key, action: made.action };
        if (made.action !== 'reject') entry.value = fileValue(made.value);
        return { ...entry, comment: made.comment ?? '' };
      });
  return { schema: 'siffra.decisions/1', source: report.source, findings, readings };
}

function exportDecisions() {
  const made = decisionsFile();
  if (made.findings.length + made.readings.length === 0) return announce(say('nothingToExport'));
  const name = `${report.stem}.decisions.json`;
  const url = URL.createObjectURL(
      new Blob([`${JSON.stringify(made, null, 1)}\n`], { type: 'application/json' }));
  const link = h('a', { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  announce(say('exported', name, report.source.file));
  return undefined;
}

// A file from a colleague, or of an earlier draft: what fits this report is taken in.
async function importDecisions(file) {
  const actions = { findings: ['open', 'accept', 'dismiss'], readings: ['accept', 'reject', 'correct'] };
  const keys = {
    findings: new Set(report.findings.map((finding) => finding.key)),
    readings: new Set([...cells.values()].map((cell) => cell.key)),
  };
  let taken = 0;
  let strange = 0;
  try {
    const read = JSON.parse(await file.text());
    if (read.schema !== 'siffra.decisions/1') throw new Error('not decisions');
    for (const kind of ['findings', 'readings']) {
      for (const { key, action, value, comment } of read[kind] ?? []) {
        const decimal = kind === 'readings' && action !== 'reject' ? parseTyped(String(value)) : '';
        if (!keys[kind].has(key) || !actions[kind].includes(action) || decimal === null) {
          strange += 1;
          continue;
        }
        const made = { action, comment: String(comment ?? '') };
        if (decimal) made.value = decimal;
        decisions[kind].set(key, made);
        taken += 1;
      }
    }
  } catch {
    announce(say('importFailed'));
    return;
  }
  keepDecisions();
  changed();
  announce(strange ? say('importedOther', taken, strange) : say('imported', taken));
}
