// The tables and views of the run database, version 1 (docs/database.md).
#pragma once

namespace siffra::tools {

constexpr int kApplicationId = 0x53494646;  // "SIFF"
constexpr int kSchemaVersion = 1;

constexpr const char* kSchema = R"sql(
CREATE TABLE engines (
  engine_id     INTEGER PRIMARY KEY,
  tool_version  TEXT NOT NULL,
  packs_sha256  TEXT NOT NULL,
  language      TEXT NOT NULL,
  settings      TEXT NOT NULL,
  UNIQUE (tool_version, packs_sha256, language, settings)
);
CREATE TABLE runs (
  run_id       INTEGER PRIMARY KEY,
  engine_id    INTEGER NOT NULL REFERENCES engines,
  limits       TEXT NOT NULL,
  started_at   TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  finished_at  TEXT
);
CREATE TABLE documents (
  sha256      TEXT PRIMARY KEY,
  bytes       INTEGER NOT NULL,
  media_type  TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE files (
  run_id    INTEGER NOT NULL REFERENCES runs,
  position  INTEGER NOT NULL,
  path      TEXT NOT NULL,
  stem      TEXT NOT NULL,
  sha256    TEXT,
  trouble   TEXT,
  PRIMARY KEY (run_id, position)
) WITHOUT ROWID;
CREATE INDEX files_by_document ON files (sha256);
CREATE INDEX files_by_path ON files (path, run_id);
CREATE TABLE results (
  result_id       INTEGER PRIMARY KEY,
  sha256          TEXT NOT NULL REFERENCES documents,
  engine_id       INTEGER NOT NULL REFERENCES engines,
  run_id          INTEGER NOT NULL REFERENCES runs,
  limits          TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('checked', 'empty', 'unreadable', 'failed')),
  reason          TEXT,
  outside_cause   INTEGER NOT NULL DEFAULT 0,
  attempts        INTEGER NOT NULL,
  first_trouble   TEXT,
  seconds         REAL NOT NULL,
  entity          TEXT,
  org_number      TEXT,
  kind            TEXT,
  period_start    TEXT,
  period_end      TEXT,
  pages INTEGER NOT NULL, statements INTEGER NOT NULL, cells INTEGER NOT NULL,
  checks INTEGER NOT NULL, exact INTEGER NOT NULL, rounding INTEGER NOT NULL,
  discrepancies INTEGER NOT NULL, unverifiable INTEGER NOT NULL,
  repaired_cells INTEGER NOT NULL, uncertain_cells INTEGER NOT NULL,
  errors INTEGER NOT NULL, warnings INTEGER NOT NULL, remarks INTEGER NOT NULL,
  dismissed INTEGER NOT NULL,
  troubles        TEXT,
  suffixes        TEXT,
  formats         TEXT,
  report          TEXT,
  UNIQUE (sha256, engine_id)
);
CREATE TABLE findings (
  result_id    INTEGER NOT NULL REFERENCES results ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  id           TEXT NOT NULL,
  key          TEXT NOT NULL,
  severity     TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
  page         INTEGER,
  statement    TEXT,
  label        TEXT,
  column_head  TEXT,
  cell         TEXT,
  difference   TEXT NOT NULL,
  title        TEXT NOT NULL,
  explanation  TEXT NOT NULL,
  decision     TEXT,
  PRIMARY KEY (result_id, position)
) WITHOUT ROWID;
CREATE TABLE repairs (
  result_id    INTEGER NOT NULL REFERENCES results ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  id           TEXT NOT NULL,
  page         INTEGER,
  statement    TEXT,
  label        TEXT,
  column_head  TEXT,
  cell         TEXT,
  from_value   TEXT,
  to_value     TEXT,
  probability  REAL NOT NULL,
  PRIMARY KEY (result_id, position)
) WITHOUT ROWID;

-- A file as its newest run met it, and a document as the rules of that run judged it.
CREATE VIEW latest_files AS
  SELECT f.path, f.stem, f.sha256, f.trouble, f.run_id, u.engine_id
  FROM files AS f JOIN runs AS u ON u.run_id = f.run_id
  WHERE f.run_id = (SELECT max(run_id) FROM files WHERE path = f.path);
CREATE VIEW latest_results AS
  SELECT * FROM results WHERE result_id IN
    (SELECT r.result_id FROM latest_files AS f
     JOIN results AS r ON r.sha256 = f.sha256 AND r.engine_id = f.engine_id);
CREATE VIEW reports AS
  SELECT f.path, r.state, r.reason, r.entity, r.org_number, r.kind, r.period_start, r.period_end,
         r.pages, r.checks, r.errors, r.warnings, r.remarks, r.repaired_cells, r.uncertain_cells,
         r.seconds, r.sha256
  FROM latest_files AS f
  JOIN results AS r ON r.sha256 = f.sha256 AND r.engine_id = f.engine_id;
CREATE VIEW needs_a_look AS
  SELECT * FROM reports WHERE state <> 'checked' OR errors > 0 ORDER BY path;
CREATE VIEW open_findings AS
  SELECT f.path, r.entity, r.period_end, n.id, n.severity, n.page, n.statement, n.label,
         n.column_head, n.difference, n.title, n.key
  FROM latest_files AS f
  JOIN results AS r ON r.sha256 = f.sha256 AND r.engine_id = f.engine_id
  JOIN findings AS n ON n.result_id = r.result_id
  WHERE n.decision IS NOT 'dismiss';
CREATE VIEW duplicates AS
  SELECT sha256, count(*) AS copies, group_concat(path, char(10)) AS paths
  FROM latest_files WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING count(*) > 1;
CREATE VIEW bodies AS
  SELECT org_number, max(entity) AS entity, count(*) AS reports, min(period_end) AS first_period,
         max(period_end) AS last_period, sum(errors) AS errors
  FROM latest_results WHERE state = 'checked' AND org_number IS NOT NULL GROUP BY org_number;
)sql";

}  // namespace siffra::tools
