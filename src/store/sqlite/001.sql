-- SPDX-License-Identifier: Apache-2.0
-- Format 1 of a register.
--
-- TRUTH: what is lost when it is lost. Never updated, never deleted, but for the emptying of content.

CREATE TABLE meta (            -- 'rehearsal', 'created': facts of the folder, not of the field
  key TEXT PRIMARY KEY, value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,     -- gapless from 1
  at INTEGER NOT NULL,         -- UTC seconds, never falling
  kind INTEGER NOT NULL,       -- journal/kinds.def
  agency TEXT NOT NULL,        -- filer, or addressee when another files; '' for none
  actor TEXT,                  -- NULL: local; or the id of a key
  ref INTEGER,                 -- act it answers or changes
  body BLOB NOT NULL           -- 32 bytes, J3
) STRICT;

CREATE TABLE content (         -- up to 64 acts of one commit
  first_seq INTEGER PRIMARY KEY,
  n INTEGER NOT NULL,
  salts BLOB NOT NULL,         -- 16 bytes an act; zeroes where emptied
  block BLOB NOT NULL          -- zstd of n times (4-byte length, canonical JSON); an emptied act keeps its residue
) STRICT;

CREATE TABLE submission (
  agency TEXT NOT NULL, id TEXT NOT NULL,
  request_hmac BLOB NOT NULL,
  first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL,
  PRIMARY KEY (agency, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER content_no_delete BEFORE DELETE ON content BEGIN SELECT RAISE(ABORT, 'content is append-only'); END;
CREATE TRIGGER content_only_emptied BEFORE UPDATE ON content
  WHEN NEW.first_seq <> OLD.first_seq OR NEW.n <> OLD.n OR NEW.salts = OLD.salts
  BEGIN SELECT RAISE(ABORT, 'content is append-only'); END;
CREATE TRIGGER submission_no_update BEFORE UPDATE ON submission BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER submission_no_delete BEFORE DELETE ON submission BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- PROJECTIONS: made again from the journal by doctor --rebuild. Days are days since 1970-01-01, NULL for none.

CREATE TABLE shape (           -- what many entities share: registrar (or agency that first named it), and which fields
  no INTEGER PRIMARY KEY, agency TEXT NOT NULL, fields TEXT NOT NULL, UNIQUE (agency, fields)
) STRICT;

CREATE TABLE entity (
  uscc TEXT PRIMARY KEY, name TEXT NOT NULL,
  status TEXT,                 -- NULL: active
  flags INTEGER NOT NULL,      -- registry.h ENTITY_…
  registered_on INTEGER,
  shape INTEGER NOT NULL,
  open_seq INTEGER NOT NULL,
  head_seq INTEGER,            -- NULL: open_seq where a registrar filed, else none
  ended_on INTEGER,
  field_values BLOB            -- registry/shape.c
) STRICT, WITHOUT ROWID;

CREATE TABLE name (            -- only for entities with ENTITY_HAS_NAMES: every name, oldest first
  uscc TEXT NOT NULL, ord INTEGER NOT NULL, name TEXT NOT NULL,
  day_from INTEGER, day_to INTEGER, registered INTEGER NOT NULL,
  PRIMARY KEY (uscc, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  subject TEXT NOT NULL, nkey TEXT NOT NULL, gen INTEGER NOT NULL,
  seq INTEGER NOT NULL,        -- act that opened it
  type TEXT NOT NULL, kind INTEGER NOT NULL, origin INTEGER NOT NULL,
  agency TEXT NOT NULL, doc_no TEXT,
  decided_on INTEGER, in_from INTEGER, in_until INTEGER, pub_from INTEGER, pub_until INTEGER,
  flags INTEGER NOT NULL,      -- registry.h RECORD_…
  ended_at INTEGER, end_seq INTEGER,
  source INTEGER,              -- first copy.take of its source
  ground INTEGER,              -- record that it rests on: a measure on its listing, a listing on its penalty
  public_at INTEGER,           -- commit from which it is public, where that is not the one that opened it
  PRIMARY KEY (subject, nkey, gen)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_of_source ON record (source, subject) WHERE source IS NOT NULL;
CREATE INDEX record_of_ground ON record (ground) WHERE ground IS NOT NULL;
CREATE INDEX record_of_list ON record (type, agency) WHERE kind = 95;      -- list.decide
CREATE INDEX record_on_list ON record (type, subject) WHERE kind IN (95, 30); -- list.decide, honour.grant: in order of code
CREATE INDEX record_of_measure ON record (agency, type) WHERE kind = 100;  -- measure.apply

CREATE TABLE chain (           -- acts after the opening one
  open_seq INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (open_seq, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE duty (            -- what must follow a step; what follows from the end of a ground is computed when reading
  matter INTEGER NOT NULL,     -- record that it belongs to
  opened INTEGER NOT NULL,     -- act that opened it
  does INTEGER NOT NULL,       -- kind that must follow
  subject TEXT NOT NULL, agency TEXT NOT NULL, owed_by TEXT NOT NULL,
  day_from INTEGER, due INTEGER,
  term TEXT, count INTEGER, unit TEXT, provisional INTEGER NOT NULL,
  closed INTEGER, closed_at INTEGER,
  PRIMARY KEY (matter, opened, does)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_open ON duty (agency, due) WHERE closed IS NULL;

CREATE TABLE tally (           -- nameless yearly counts (N7): they outlive what they counted
  agency TEXT NOT NULL, type TEXT NOT NULL, year INTEGER NOT NULL, what TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (agency, type, year, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE withdrawn (
  open_seq INTEGER PRIMARY KEY, seq INTEGER NOT NULL, reason TEXT NOT NULL, on_day INTEGER NOT NULL, erased INTEGER NOT NULL
) STRICT;

CREATE TABLE gone_key (        -- HMAC of (subject, natural key) of erased records
  hmac BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE alias (           -- numbers from before the code, as filed: upper case, no hyphens
  old TEXT NOT NULL, uscc TEXT NOT NULL, PRIMARY KEY (old, uscc)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  seq INTEGER PRIMARY KEY, agency TEXT NOT NULL, type TEXT NOT NULL, url TEXT NOT NULL,
  last_seq INTEGER NOT NULL, last_taken INTEGER NOT NULL, complete INTEGER NOT NULL, live INTEGER NOT NULL,
  UNIQUE (agency, type, url)
) STRICT;

CREATE TABLE officer (
  agency TEXT NOT NULL, id TEXT NOT NULL, roles TEXT NOT NULL, day_from INTEGER, day_to INTEGER,
  PRIMARY KEY (agency, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE agency_key (      -- credentials of agencies: no secret, only its MAC
  id TEXT PRIMARY KEY, agency TEXT NOT NULL, mac BLOB NOT NULL, label TEXT,
  added_at INTEGER NOT NULL, add_seq INTEGER NOT NULL,
  revoked_at INTEGER, revoke_seq INTEGER -- NULL: live
) STRICT, WITHOUT ROWID;
CREATE INDEX agency_key_of ON agency_key (agency) WHERE revoked_at IS NULL;

CREATE TABLE power (
  seq INTEGER PRIMARY KEY, agency TEXT NOT NULL, act_kind TEXT NOT NULL, type TEXT NOT NULL,
  day_from INTEGER, day_to INTEGER
) STRICT;
CREATE INDEX power_of ON power (agency, type);

CREATE TABLE edition (
  seq INTEGER PRIMARY KEY, digest TEXT NOT NULL, effective INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;

CREATE TABLE filing (
  agency TEXT NOT NULL, type TEXT NOT NULL, records INTEGER NOT NULL, last_at INTEGER NOT NULL,
  PRIMARY KEY (agency, type)
) STRICT, WITHOUT ROWID;

-- The name index: what `search` keeps. A doc number is built so that its order is the order of results.
CREATE TABLE doc (             -- code: the 12 bytes of uscc_pack
  doc INTEGER PRIMARY KEY, code BLOB NOT NULL, ord INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE gram USING fts5(text, content='', detail=none, columnsize=0, tokenize='gongshi');
CREATE TABLE search_state (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL) STRICT;
INSERT INTO search_state VALUES (1, 0);
