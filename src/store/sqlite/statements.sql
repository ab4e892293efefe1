-- SPDX-License-Identifier: Apache-2.0
-- Every statement of the house, by name. A line "-- name" opens one; it ends at the next. Parameters are bound in order.

-- META_GET
SELECT value FROM meta WHERE key = ?;
-- META_PUT
INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- JOURNAL_LAST
SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1;
-- JOURNAL_PUT
INSERT INTO journal (seq, at, kind, agency, actor, ref, body) VALUES (?, ?, ?, ?, nullif(?, 'local'), ?, ?);
-- JOURNAL_GET
SELECT seq, at, kind, agency, coalesce(actor, 'local'), ref, body FROM journal WHERE seq = ?;
-- JOURNAL_AFTER
SELECT seq, at, kind, agency, coalesce(actor, 'local'), ref, body FROM journal WHERE seq > ? ORDER BY seq;
-- JOURNAL_RANGE
SELECT seq, at, kind, agency, coalesce(actor, 'local'), ref, body FROM journal WHERE seq >= ? AND seq < ? ORDER BY seq;
-- JOURNAL_LAST_BEFORE
SELECT seq FROM journal WHERE at <= ? ORDER BY seq DESC LIMIT 1;
-- CONTENT_PUT
INSERT INTO content (first_seq, n, salts, block) VALUES (?, ?, ?, ?);
-- CONTENT_OF
SELECT first_seq, n, salts, block FROM content WHERE first_seq <= ? ORDER BY first_seq DESC LIMIT 1;
-- CONTENT_HEAD
SELECT first_seq, n, salts FROM content WHERE first_seq <= ? ORDER BY first_seq DESC LIMIT 1;
-- CONTENT_AFTER
SELECT first_seq, n, salts, block FROM content WHERE first_seq > ? ORDER BY first_seq;
-- CONTENT_EMPTY
UPDATE content SET salts = ?2, block = ?3 WHERE first_seq = ?1;
-- SUBMISSION_PUT
INSERT INTO submission (agency, id, request_hmac, first_seq, last_seq) VALUES (?, ?, ?, ?, ?);
-- SUBMISSION_GET
SELECT request_hmac, first_seq, last_seq FROM submission WHERE agency = ? AND id = ?;

-- ENTITY_GET
SELECT uscc, name, status, flags, registered_on, agency, open_seq, coalesce(head_seq, CASE WHEN flags & 1 THEN open_seq END), ended_on, fields, field_values FROM entity JOIN shape ON no = shape WHERE uscc = ?;
-- ENTITY_MAX
SELECT max(uscc) FROM entity;
-- ENTITY_FROM
SELECT uscc FROM entity WHERE uscc >= ? ORDER BY uscc LIMIT 1;
-- ENTITY_AFTER
SELECT uscc, name, status, flags, registered_on, agency, open_seq, coalesce(head_seq, CASE WHEN flags & 1 THEN open_seq END), ended_on, fields, field_values FROM entity JOIN shape ON no = shape WHERE uscc > ? ORDER BY uscc;
-- ENTITY_PREFIX
SELECT uscc, name, status, flags, registered_on, agency, open_seq, coalesce(head_seq, CASE WHEN flags & 1 THEN open_seq END), ended_on, fields, field_values FROM entity JOIN shape ON no = shape WHERE uscc >= ? AND uscc < ? ORDER BY uscc LIMIT ?;
-- ENTITY_PUT
INSERT INTO entity (uscc, name, status, flags, registered_on, shape, open_seq, head_seq, ended_on, field_values) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- ENTITY_SET
UPDATE entity SET name = ?2, status = ?3, flags = ?4, registered_on = ?5, shape = ?6, open_seq = ?7, head_seq = ?8, ended_on = ?9, field_values = ?10 WHERE uscc = ?1;
-- ENTITY_DROP
DELETE FROM entity WHERE uscc = ?;
-- ENTITY_FLAG
UPDATE entity SET flags = flags | ?2 WHERE uscc = ?1 AND flags & ?2 <> ?2;
-- SHAPE_GET
SELECT no FROM shape WHERE agency = ? AND fields = ?;
-- SHAPE_PUT
INSERT INTO shape (agency, fields) VALUES (?, ?);
-- NAME_OF
SELECT ord, name, day_from, day_to, registered FROM name WHERE uscc = ? ORDER BY ord;
-- NAME_PUT
INSERT INTO name (uscc, ord, name, day_from, day_to, registered) VALUES (?, ?, ?, ?, ?, ?);
-- NAME_CLEAR
DELETE FROM name WHERE uscc = ?;

-- RECORD_OF_SUBJECT
SELECT subject, nkey, gen, seq, type, kind, origin, agency, doc_no, decided_on, in_from, in_until, pub_from, pub_until, flags, ended_at, end_seq, source, ground, public_at FROM record WHERE subject = ? ORDER BY subject, nkey, gen;
-- RECORD_OF_KEY
SELECT subject, nkey, gen, seq, type, kind, origin, agency, doc_no, decided_on, in_from, in_until, pub_from, pub_until, flags, ended_at, end_seq, source, ground, public_at FROM record WHERE subject = ? AND nkey = ? ORDER BY gen DESC LIMIT 1;
-- RECORD_OF_SEQ
SELECT subject, nkey, gen, seq, type, kind, origin, agency, doc_no, decided_on, in_from, in_until, pub_from, pub_until, flags, ended_at, end_seq, source, ground, public_at FROM record WHERE subject = ? AND seq = ?;
-- RECORD_OF_SOURCE
SELECT subject, nkey, gen, seq, type, kind, origin, agency, doc_no, decided_on, in_from, in_until, pub_from, pub_until, flags, ended_at, end_seq, source, ground, public_at FROM record WHERE source = ? AND ended_at IS NULL ORDER BY subject, nkey;
-- RECORD_OF_GROUND
SELECT subject, nkey, gen, seq, type, kind, origin, agency, doc_no, decided_on, in_from, in_until, pub_from, pub_until, flags, ended_at, end_seq, source, ground, public_at FROM record WHERE ground = ? ORDER BY seq;
-- RECORD_OF_LIST
SELECT subject, nkey, gen, seq, type, kind, origin, agency, doc_no, decided_on, in_from, in_until, pub_from, pub_until, flags, ended_at, end_seq, source, ground, public_at FROM record WHERE kind = 95 AND type = ? ORDER BY subject, nkey, gen;
-- RECORD_ON_LIST
SELECT subject, nkey, gen, seq, type, kind, origin, agency, doc_no, decided_on, in_from, in_until, pub_from, pub_until, flags, ended_at, end_seq, source, ground, public_at FROM record WHERE kind IN (95, 30) AND type = ? AND subject >= ? ORDER BY subject, nkey, gen;
-- RECORD_OF_LIST_AGENCY
SELECT subject, nkey, gen, seq, type, kind, origin, agency, doc_no, decided_on, in_from, in_until, pub_from, pub_until, flags, ended_at, end_seq, source, ground, public_at FROM record WHERE kind = 95 AND type = ? AND agency = ? ORDER BY subject, nkey, gen;
-- RECORD_OF_MEASURE
SELECT subject, nkey, gen, seq, type, kind, origin, agency, doc_no, decided_on, in_from, in_until, pub_from, pub_until, flags, ended_at, end_seq, source, ground, public_at FROM record WHERE kind = 100 AND agency = ? ORDER BY subject, nkey, gen;
-- RECORD_PUT
INSERT INTO record (subject, nkey, gen, seq, type, kind, origin, agency, doc_no, decided_on, in_from, in_until, pub_from, pub_until, flags, ended_at, end_seq, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- RECORD_REST
UPDATE record SET ground = ?4 WHERE subject = ?1 AND nkey = ?2 AND gen = ?3;
-- RECORD_PUBLISH
UPDATE record SET public_at = ?4 WHERE subject = ?1 AND nkey = ?2 AND gen = ?3;
-- RECORD_SET
UPDATE record SET decided_on = ?4, in_from = ?5, in_until = ?6, pub_from = ?7, pub_until = ?8, flags = ?9, ended_at = ?10, end_seq = ?11 WHERE subject = ?1 AND nkey = ?2 AND gen = ?3;
-- RECORD_DROP
DELETE FROM record WHERE subject = ? AND nkey = ? AND gen = ?;
-- RECORD_SHORTEN
UPDATE record SET pub_until = ?2 WHERE source = ?1 AND ended_at IS NULL AND flags & 1;
-- RECORD_ADVERSE_PAST
SELECT subject, nkey, gen, seq, type, kind, origin, agency, doc_no, decided_on, in_from, in_until, pub_from, pub_until, flags, ended_at, end_seq, source FROM record WHERE flags & 1 AND ended_at IS NULL AND source IS NULL AND (pub_until IS NULL OR pub_until > ?) ORDER BY subject, nkey, gen;
-- RECORD_UNTIL
UPDATE record SET pub_until = ?4 WHERE subject = ?1 AND nkey = ?2 AND gen = ?3;
-- RECORD_ANY
SELECT 1 FROM record LIMIT 1;
-- RECORD_COUNT
SELECT count(*) FROM record;
-- ENTITY_COUNT
SELECT count(*), sum(flags & 1) FROM entity;
-- CHAIN_PUT
INSERT INTO chain (open_seq, seq) VALUES (?, ?);
-- CHAIN_OF
SELECT seq FROM chain WHERE open_seq = ? ORDER BY seq;
-- CHAIN_CLEAR
DELETE FROM chain WHERE open_seq = ?;
-- DUTY_PUT
INSERT INTO duty (matter, opened, does, subject, agency, owed_by, day_from, due, term, count, unit, provisional) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- DUTY_CLOSE
UPDATE duty SET closed = ?3, closed_at = ?4 WHERE matter = ?1 AND opened = ?2 AND closed IS NULL;
-- DUTY_OF_MATTER
SELECT matter, opened, does, subject, agency, owed_by, day_from, due, term, count, unit, provisional FROM duty WHERE matter = ? AND closed IS NULL ORDER BY opened, does;
-- DUTY_OF_AGENCY
SELECT matter, opened, does, subject, agency, owed_by, day_from, due, term, count, unit, provisional FROM duty WHERE agency = ? AND closed IS NULL ORDER BY due, opened, does;
-- DUTY_DROP_MATTER
DELETE FROM duty WHERE matter = ?;
-- DUTY_DROP_OPENED
DELETE FROM duty WHERE matter = ? AND opened = ?;
-- TALLY_ADD
INSERT INTO tally (agency, type, year, what, n) VALUES (?, ?, ?, ?, 1) ON CONFLICT (agency, type, year, what) DO UPDATE SET n = n + 1;
-- TALLY_OF
SELECT agency, type, year, what, n FROM tally WHERE agency = ? ORDER BY type, year, what;
-- TALLY_OF_TYPE
SELECT agency, type, year, what, n FROM tally WHERE type = ? ORDER BY agency, year, what;
-- WITHDRAWN_PUT
INSERT INTO withdrawn (open_seq, seq, reason, on_day, erased) VALUES (?, ?, ?, ?, ?);
-- WITHDRAWN_GET
SELECT open_seq, seq, reason, on_day, erased FROM withdrawn WHERE open_seq = ?;
-- WITHDRAWN_ERASED
UPDATE withdrawn SET erased = 1 WHERE open_seq = ?;
-- GONE_KEY_PUT
INSERT OR IGNORE INTO gone_key (hmac) VALUES (?);
-- GONE_KEY_GET
SELECT 1 FROM gone_key WHERE hmac = ?;
-- GONE_KEY_COUNT
SELECT count(*) FROM gone_key;
-- ALIAS_PUT
INSERT OR IGNORE INTO alias (old, uscc) VALUES (?, ?);
-- ALIAS_OF
SELECT uscc FROM alias WHERE old = ? ORDER BY uscc;

-- SOURCE_ANY
SELECT 1 FROM source LIMIT 1;
-- SOURCE_FIND
SELECT seq, agency, type, url, last_seq, last_taken, complete, live FROM source WHERE agency = ? AND type = ? AND url = ?;
-- SOURCE_GET
SELECT seq, agency, type, url, last_seq, last_taken, complete, live FROM source WHERE seq = ?;
-- SOURCE_PUT
INSERT INTO source (seq, agency, type, url, last_seq, last_taken, complete, live) VALUES (?, ?, ?, ?, ?, ?, ?, 0);
-- SOURCE_TAKE
UPDATE source SET last_seq = ?2, last_taken = ?3, complete = ?4 WHERE seq = ?1;
-- SOURCE_LIVE
UPDATE source SET live = live + ?2 WHERE seq = ?1;
-- OFFICER_GET
SELECT agency, id, roles, day_from, day_to FROM officer WHERE agency = ? AND id = ?;
-- OFFICER_PUT
INSERT INTO officer (agency, id, roles, day_from, day_to) VALUES (?, ?, ?, ?, ?) ON CONFLICT (agency, id) DO UPDATE SET roles = excluded.roles, day_from = excluded.day_from, day_to = excluded.day_to;
-- OFFICER_END
UPDATE officer SET day_to = ?3 WHERE agency = ?1 AND id = ?2;
-- AGENCY_KEY_GET
SELECT id, agency, mac, label, added_at, add_seq, revoked_at, revoke_seq FROM agency_key WHERE id = ?;
-- AGENCY_KEY_ALL
SELECT id, agency, mac, label, added_at, add_seq, revoked_at, revoke_seq FROM agency_key ORDER BY agency, add_seq;
-- AGENCY_KEY_LIVE
SELECT 1 FROM agency_key WHERE revoked_at IS NULL LIMIT 1;
-- AGENCY_KEY_LIVE_OF
SELECT 1 FROM agency_key WHERE agency = ? AND revoked_at IS NULL LIMIT 1;
-- AGENCY_KEY_PUT
INSERT INTO agency_key (id, agency, mac, label, added_at, add_seq) VALUES (?, ?, ?, ?, ?, ?);
-- AGENCY_KEY_END
UPDATE agency_key SET revoked_at = ?2, revoke_seq = ?3 WHERE id = ?1 AND revoked_at IS NULL;
-- POWER_OF
SELECT seq, agency, act_kind, type, day_from, day_to FROM power WHERE agency = ? AND type = ? ORDER BY seq;
-- POWER_PUT
INSERT INTO power (seq, agency, act_kind, type, day_from, day_to) VALUES (?, ?, ?, ?, ?, ?);
-- POWER_END
UPDATE power SET day_to = ?2 WHERE seq = ?1;
-- EDITION_ALL
SELECT seq, digest, effective, at FROM edition ORDER BY seq;
-- EDITION_PUT
INSERT INTO edition (seq, digest, effective, at) VALUES (?, ?, ?, ?);
-- FILING_ADD
INSERT INTO filing (agency, type, records, last_at) VALUES (?, ?, ?, ?) ON CONFLICT (agency, type) DO UPDATE SET records = records + excluded.records, last_at = excluded.last_at;
-- FILING_ALL
SELECT agency, type, records, last_at FROM filing ORDER BY agency, type;

-- DOC_PUT
INSERT INTO doc (doc, code, ord) VALUES (?, ?, ?);
-- DOC_GET
SELECT code, ord FROM doc WHERE doc = ?;
-- DOC_DROP
DELETE FROM doc WHERE doc = ?;
-- DOC_LAST_IN
SELECT max(doc) FROM doc WHERE doc >= ? AND doc < ?;
-- GRAM_PUT
INSERT INTO gram (rowid, text) VALUES (?, ?);
-- GRAM_DROP
INSERT INTO gram (gram, rowid, text) VALUES ('delete', ?, ?);
-- GRAM_FIND
SELECT rowid FROM gram WHERE gram MATCH ? ORDER BY rowid;
-- GRAM_FIND_IN
SELECT rowid FROM gram WHERE gram MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid;
-- SEARCH_SEQ
SELECT seq FROM search_state;
-- SEARCH_SEQ_SET
UPDATE search_state SET seq = ?;

-- BEGIN_WRITE
BEGIN IMMEDIATE;
-- BEGIN_READ
BEGIN;
-- COMMIT
COMMIT;
-- ROLLBACK
ROLLBACK;
-- MARK
SAVEPOINT part;
-- MARK_BACK
ROLLBACK TO part;
-- MARK_DROP
RELEASE part;
-- INTEGRITY
PRAGMA integrity_check(1);
-- SIZES
SELECT m.tbl_name, sum(d.pgsize), sum(CASE WHEN d.name = m.tbl_name AND (d.pagetype = 'leaf' OR l.wr) THEN d.ncell ELSE 0 END) FROM dbstat d JOIN sqlite_schema m ON m.name = d.name JOIN pragma_table_list l ON l.name = m.tbl_name GROUP BY m.tbl_name ORDER BY m.tbl_name;

-- DIGEST_ENTITY
SELECT uscc, name, status, flags, registered_on, agency, open_seq, head_seq, ended_on, fields, field_values FROM entity JOIN shape ON no = shape ORDER BY uscc;
-- DIGEST_NAME
SELECT * FROM name ORDER BY uscc, ord;
-- DIGEST_RECORD
SELECT * FROM record ORDER BY subject, nkey, gen;
-- DIGEST_CHAIN
SELECT * FROM chain ORDER BY open_seq, seq;
-- DIGEST_DUTY
SELECT * FROM duty ORDER BY matter, opened, does;
-- DIGEST_TALLY
SELECT * FROM tally ORDER BY agency, type, year, what;
-- DIGEST_WITHDRAWN
SELECT * FROM withdrawn ORDER BY open_seq;
-- DIGEST_GONE_KEY
SELECT * FROM gone_key ORDER BY hmac;
-- DIGEST_AGENCY_KEY
SELECT * FROM agency_key ORDER BY id;
-- DIGEST_ALIAS
SELECT * FROM alias ORDER BY old, uscc;
-- DIGEST_SOURCE
SELECT * FROM source ORDER BY seq;
-- DIGEST_OFFICER
SELECT * FROM officer ORDER BY agency, id;
-- DIGEST_POWER
SELECT * FROM power ORDER BY seq;
-- DIGEST_EDITION
SELECT * FROM edition ORDER BY seq;
-- DIGEST_FILING
SELECT * FROM filing ORDER BY agency, type;

-- CLEAR_ENTITY
DELETE FROM entity;
-- CLEAR_SHAPE
DELETE FROM shape;
-- CLEAR_NAME
DELETE FROM name;
-- CLEAR_RECORD
DELETE FROM record;
-- CLEAR_CHAIN
DELETE FROM chain;
-- CLEAR_DUTY
DELETE FROM duty;
-- CLEAR_TALLY
DELETE FROM tally;
-- CLEAR_WITHDRAWN
DELETE FROM withdrawn;
-- CLEAR_GONE_KEY
DELETE FROM gone_key;
-- CLEAR_AGENCY_KEY
DELETE FROM agency_key;
-- CLEAR_ALIAS
DELETE FROM alias;
-- CLEAR_SOURCE
DELETE FROM source;
-- CLEAR_OFFICER
DELETE FROM officer;
-- CLEAR_POWER
DELETE FROM power;
-- CLEAR_EDITION
DELETE FROM edition;
-- CLEAR_FILING
DELETE FROM filing;
-- CLEAR_DOC
DELETE FROM doc;
-- CLEAR_SEARCH_STATE
UPDATE search_state SET seq = 0;
-- CLEAR_GRAM
INSERT INTO gram (gram) VALUES ('delete-all');
