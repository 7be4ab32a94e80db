-- The log: what was entered, the perfect subtrees of every eighth level, the frontier, and what was signed.
CREATE TABLE log_entries (position INTEGER PRIMARY KEY, leaf BLOB NOT NULL, data BLOB NOT NULL);
CREATE TABLE log_subtrees (level INTEGER, number INTEGER, root BLOB NOT NULL, PRIMARY KEY (level, number))
  WITHOUT ROWID;
CREATE TABLE log_frontier (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, roots BLOB NOT NULL);
INSERT INTO log_frontier VALUES (1, 0, x'');
CREATE TABLE log_heads (size INTEGER NOT NULL, signed TEXT NOT NULL);
CREATE TABLE log_statements (witness TEXT NOT NULL, size INTEGER NOT NULL, signed TEXT NOT NULL);
-- As a witness of other logs: the last head of each that was found to continue the one before.
CREATE TABLE witnessed_heads (log TEXT NOT NULL, size INTEGER NOT NULL, signed TEXT NOT NULL);

-- Four eyes.
CREATE TABLE approvals (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL,
  requested_by TEXT NOT NULL, requested_at TEXT NOT NULL, expires_at TEXT NOT NULL,
  approved_by TEXT, approved_at TEXT, used_at TEXT,
  CHECK (approved_by IS NULL OR approved_by <> requested_by)
);

-- Keys: never their bytes, only what is known of them.
CREATE TABLE keys_made (
  kek TEXT PRIMARY KEY, country TEXT NOT NULL, month TEXT, purpose TEXT NOT NULL, made_at TEXT NOT NULL,
  destroyed_at TEXT
);
CREATE TABLE key_copies (
  kek TEXT NOT NULL REFERENCES keys_made, place TEXT NOT NULL, made_at TEXT NOT NULL, destroyed_at TEXT,
  PRIMARY KEY (kek, place)
);
CREATE TABLE sealed_parts (
  record TEXT NOT NULL, part TEXT NOT NULL, kek TEXT NOT NULL REFERENCES keys_made, due TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('delete', 'mask')),
  PRIMARY KEY (record, part)
) WITHOUT ROWID;
CREATE INDEX sealed_by_key ON sealed_parts (kek);
CREATE TABLE holds (
  id TEXT PRIMARY KEY, record TEXT NOT NULL, authority TEXT NOT NULL, start TEXT NOT NULL, review TEXT NOT NULL,
  suspends TEXT NOT NULL, released TEXT
);
CREATE INDEX holds_by_record ON holds (record);

-- The privacy budget, and which tables were released exactly and which with noise.
CREATE TABLE budgets (
  dataset TEXT PRIMARY KEY, epsilon TEXT NOT NULL, delta TEXT NOT NULL, opened_at TEXT NOT NULL, approver TEXT NOT NULL
);
CREATE TABLE spendings (
  number INTEGER PRIMARY KEY, dataset TEXT NOT NULL REFERENCES budgets, at TEXT NOT NULL, query TEXT NOT NULL,
  mechanism TEXT NOT NULL, epsilon TEXT NOT NULL, delta TEXT NOT NULL, partition TEXT, part TEXT,
  spent TEXT NOT NULL, remaining TEXT NOT NULL, approver TEXT NOT NULL
);
CREATE TABLE released_tables (
  dataset TEXT NOT NULL, columns TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('exact', 'noisy')),
  at TEXT NOT NULL, digest TEXT NOT NULL
);
