internal import DatabaseKit
internal import PostgreSQLKit

/// The tables of an archive on PostgreSQL and how they came about; they are those of the file (docs/archive.md), with
/// PostgreSQL's types.
enum CentreSchema {
  /// What the table `installed` says whose tables these are.
  static let application = "idkiosk"

  /// Every step, oldest first: append only.
  static let migrations: [String] = [
    """
    CREATE TABLE installed (
      row BIGINT PRIMARY KEY CHECK (row = 1),
      application TEXT NOT NULL,
      version BIGINT NOT NULL
    );
    INSERT INTO installed (row, application, version) VALUES (1, '\(application)', 0);
    CREATE FUNCTION hex(BYTEA) RETURNS TEXT LANGUAGE sql IMMUTABLE
      RETURN coalesce(upper(encode($1, 'hex')), '');

    CREATE TABLE archive (
      row BIGINT PRIMARY KEY CHECK (row = 1),
      own_keys BYTEA NOT NULL
    );
    CREATE TABLE key (
      purpose TEXT NOT NULL CHECK (purpose IN ('wrapping', 'lookup')),
      version BIGINT NOT NULL CHECK (version >= 1),
      key_check BYTEA NOT NULL,
      key_check_again BYTEA NOT NULL,
      PRIMARY KEY (purpose, version)
    );
    CREATE TABLE upkeep (task TEXT PRIMARY KEY, done BIGINT NOT NULL);

    CREATE TABLE person (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      lookup BYTEA NOT NULL UNIQUE,
      current BIGINT NOT NULL,
      wrapped BYTEA NOT NULL
    );
    CREATE TABLE version (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person BIGINT NOT NULL REFERENCES person (row),
      number BIGINT NOT NULL CHECK (number >= 1),
      sealed BYTEA NOT NULL,
      portrait BYTEA NOT NULL,
      UNIQUE (person, number)
    );
    ALTER TABLE person ADD FOREIGN KEY (row, current) REFERENCES version (person, number)
      DEFERRABLE INITIALLY DEFERRED;
    CREATE TABLE reading (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      session TEXT NOT NULL UNIQUE,
      person BIGINT NOT NULL,
      version BIGINT NOT NULL,
      read_at TEXT COLLATE "C" NOT NULL,
      "window" TEXT COLLATE "C" NOT NULL,
      clerk TEXT,
      reader_id TEXT NOT NULL,
      reader_name TEXT NOT NULL,
      reader_link TEXT NOT NULL,
      sam_id TEXT,
      outcome TEXT NOT NULL,
      changed TEXT NOT NULL,
      findings TEXT NOT NULL,
      mark BYTEA NOT NULL,
      FOREIGN KEY (person, version) REFERENCES version (person, number)
    );
    CREATE INDEX reading_of_version ON reading (person, version);
    CREATE INDEX reading_where_when ON reading ("window", read_at, person);
    CREATE TABLE conflict (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      session TEXT NOT NULL UNIQUE,
      person BIGINT REFERENCES person (row),
      read_at TEXT NOT NULL,
      "window" TEXT NOT NULL,
      clerk TEXT,
      reader_id TEXT NOT NULL,
      reader_name TEXT NOT NULL,
      reader_link TEXT NOT NULL,
      sam_id TEXT,
      changed TEXT NOT NULL,
      findings TEXT NOT NULL,
      sealed BYTEA NOT NULL,
      wrapped BYTEA NOT NULL
    );
    CREATE INDEX conflict_of_person ON conflict (person);
    CREATE TABLE erased (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person BYTEA NOT NULL UNIQUE,
      document BYTEA NOT NULL,
      at BIGINT NOT NULL
    );
    CREATE INDEX erased_document ON erased (document);
    CREATE TABLE backup (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name TEXT NOT NULL,
      made_at TEXT NOT NULL,
      last_reading BIGINT
    );
    CREATE TABLE name_key (
      key BYTEA NOT NULL,
      person BIGINT NOT NULL REFERENCES person (row),
      PRIMARY KEY (key, person)
    );

    CREATE TABLE link (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person BIGINT NOT NULL REFERENCES person (row),
      other BIGINT NOT NULL REFERENCES person (row),
      at TEXT NOT NULL,
      "window" TEXT NOT NULL,
      actor TEXT NOT NULL,
      mark BYTEA NOT NULL,
      UNIQUE (person, other),
      CHECK (person <> other)
    );
    CREATE INDEX link_of_other ON link (other);

    CREATE TABLE audit (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at TEXT NOT NULL,
      "window" TEXT COLLATE "C" NOT NULL,
      actor TEXT NOT NULL,
      role TEXT NOT NULL,
      act TEXT NOT NULL,
      whom BYTEA,
      session TEXT,
      subject TEXT,
      outcome TEXT,
      place BIGINT NOT NULL,
      chain BYTEA NOT NULL,
      UNIQUE ("window", place)
    );
    CREATE INDEX audit_of_window ON audit ("window", row);
    CREATE FUNCTION refuse_change() RETURNS TRIGGER LANGUAGE plpgsql
      AS 'BEGIN RAISE EXCEPTION ''the audit trail is append-only''; END';
    CREATE TRIGGER audit_kept_from_change BEFORE UPDATE OR DELETE ON audit
      FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER audit_kept_from_emptying BEFORE TRUNCATE ON audit
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TABLE clerk (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name TEXT COLLATE "C" NOT NULL UNIQUE,
      display_name TEXT NOT NULL,
      role TEXT NOT NULL,
      windows TEXT,
      password TEXT NOT NULL,
      is_locked BIGINT NOT NULL DEFAULT 0,
      wrong BIGINT NOT NULL DEFAULT 0,
      wrong_at TEXT,
      made_at TEXT NOT NULL,
      changed_at TEXT NOT NULL,
      bound BYTEA NOT NULL DEFAULT ''
    );
    CREATE TABLE setting (key TEXT COLLATE "C" PRIMARY KEY, value TEXT NOT NULL, bound BYTEA NOT NULL DEFAULT '');

    CREATE TABLE batch (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      "window" TEXT NOT NULL,
      name TEXT NOT NULL,
      enterprise_name TEXT NOT NULL,
      enterprise_code TEXT NOT NULL,
      brought_by BYTEA,
      state TEXT NOT NULL CHECK (state IN ('open', 'paused', 'closed')),
      code BYTEA NOT NULL,
      wrong_codes BIGINT NOT NULL DEFAULT 0,
      opened_at TEXT NOT NULL,
      opened_by TEXT NOT NULL,
      closed_at TEXT,
      bound BYTEA NOT NULL DEFAULT ''
    );
    CREATE TABLE expected (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      batch BIGINT NOT NULL REFERENCES batch (row),
      lookup BYTEA NOT NULL,
      sealed BYTEA NOT NULL,
      UNIQUE (batch, lookup)
    );
    CREATE TABLE swipe (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      batch BIGINT NOT NULL REFERENCES batch (row),
      at TEXT NOT NULL,
      "window" TEXT NOT NULL,
      actor TEXT NOT NULL,
      session TEXT,
      document BIGINT REFERENCES person (row),
      expected BIGINT REFERENCES expected (row),
      person BIGINT REFERENCES person (row),
      version BIGINT,
      mark TEXT NOT NULL,
      outcome TEXT,
      reason TEXT,
      is_expired BIGINT NOT NULL DEFAULT 0,
      removed_at TEXT,
      bound BYTEA NOT NULL DEFAULT ''
    );
    CREATE UNIQUE INDEX swipe_counted ON swipe (batch, document, (mark = 'conflict'))
      WHERE document IS NOT NULL AND removed_at IS NULL;
    CREATE INDEX swipe_of_batch ON swipe (batch);

    CREATE TABLE counted_time (
      row BIGINT PRIMARY KEY CHECK (row = 1),
      latest BIGINT NOT NULL,
      wall BIGINT NOT NULL,
      "offset" BIGINT NOT NULL,
      boot TEXT NOT NULL
    );
    CREATE TABLE challenge (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      person BIGINT NOT NULL REFERENCES person (row),
      number BYTEA NOT NULL,
      sealed BYTEA NOT NULL,
      purpose TEXT NOT NULL,
      subject BYTEA NOT NULL,
      code BYTEA NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'used', 'superseded', 'locked', 'expired')),
      wrong_tries BIGINT NOT NULL,
      issued BIGINT NOT NULL,
      ends BIGINT NOT NULL,
      issued_at TEXT NOT NULL,
      "window" TEXT NOT NULL,
      actor TEXT NOT NULL,
      session TEXT
    );
    CREATE UNIQUE INDEX challenge_open ON challenge (person, purpose) WHERE state = 'open';
    CREATE INDEX challenge_of_person ON challenge (person, issued);
    CREATE INDEX challenge_of_number ON challenge (number, issued);
    CREATE INDEX challenge_of_actor ON challenge (actor, issued);
    CREATE INDEX challenge_of_window ON challenge ("window", issued);
    CREATE TABLE binding (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person BIGINT NOT NULL REFERENCES person (row),
      number BYTEA NOT NULL,
      sealed BYTEA NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('counter', 'self-registration')),
      challenge BIGINT NOT NULL UNIQUE REFERENCES challenge (row),
      is_face_confirmed BIGINT NOT NULL,
      began BIGINT NOT NULL,
      began_at TEXT NOT NULL,
      ended BIGINT,
      ended_at TEXT,
      ended_by TEXT CHECK (ended_by IN ('change', 'release')),
      CHECK ((ended IS NULL) = (ended_at IS NULL) AND (ended IS NULL) = (ended_by IS NULL))
    );
    CREATE UNIQUE INDEX binding_live_number ON binding (number) WHERE ended IS NULL;
    CREATE UNIQUE INDEX binding_live_person ON binding (person) WHERE ended IS NULL;
    CREATE INDEX binding_of_number ON binding (number);
    CREATE INDEX binding_of_person ON binding (person);
    CREATE TABLE message (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('code', 'notice', 'test')),
      sealed BYTEA,
      state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'delivered', 'failed', 'unknown')),
      cause TEXT,
      is_under_way BIGINT NOT NULL,
      ends BIGINT NOT NULL,
      "window" TEXT NOT NULL,
      queued_at TEXT NOT NULL,
      changed_at TEXT NOT NULL,
      CHECK (sealed IS NULL OR state = 'queued')
    );
    CREATE INDEX message_queued ON message (row) WHERE state = 'queued'
    """,
    """
    CREATE TABLE handed (purpose BYTEA PRIMARY KEY, ends BIGINT NOT NULL);
    CREATE INDEX handed_ends ON handed (ends)
    """,
    """
    CREATE TABLE unconfirmed (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      session TEXT NOT NULL UNIQUE,
      typed_at TEXT NOT NULL,
      "window" TEXT NOT NULL,
      clerk TEXT,
      sealed BYTEA NOT NULL,
      wrapped BYTEA NOT NULL
    );
    ALTER TABLE reading ADD COLUMN second_checker TEXT;
    ALTER TABLE conflict ADD COLUMN second_checker TEXT;
    ALTER TABLE person ADD COLUMN namesake BIGINT REFERENCES person (row);
    CREATE INDEX person_of_number ON person (namesake) WHERE namesake IS NOT NULL
    """,
    """
    CREATE TABLE portal_try (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      act TEXT NOT NULL,
      number BYTEA NOT NULL,
      client BYTEA NOT NULL,
      portal BIGINT NOT NULL,
      tried BIGINT NOT NULL
    );
    CREATE INDEX portal_try_of_number ON portal_try (act, number, tried);
    CREATE INDEX portal_try_of_client ON portal_try (act, client, tried);
    CREATE INDEX portal_try_of_portal ON portal_try (act, portal, tried);
    CREATE INDEX portal_try_of_act ON portal_try (act, tried);
    CREATE INDEX portal_try_when ON portal_try (tried);
    CREATE TABLE portal_session (
      row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      digest BYTEA NOT NULL UNIQUE,
      binding BIGINT NOT NULL REFERENCES binding (row),
      portal BIGINT NOT NULL,
      ends BIGINT NOT NULL
    );
    CREATE INDEX portal_session_of_binding ON portal_session (binding);
    CREATE INDEX portal_session_when ON portal_session (ends)
    """,
    // The second is for pages of a ledger, in the order of its rows.
    """
    CREATE INDEX swipe_counts ON swipe (batch, removed_at, mark, outcome, is_expired);
    DROP INDEX swipe_of_batch;
    CREATE INDEX swipe_of_batch ON swipe (batch, row);
    CREATE INDEX swipe_of_expected ON swipe (expected) WHERE expected IS NOT NULL AND removed_at IS NULL
    """,
  ]

  /// The number of steps that were taken; `nil` where there is no archive.
  static func version(in db: PostgreSQLConnection) throws(DatabaseError) -> Int? {
    // `to_regclass` looks where names without a schema are looked for.
    guard try db.integer("SELECT count(to_regclass('installed'))") == 1 else { return nil }
    return try db.rows("SELECT version FROM installed") { row throws(DatabaseError) in try row.integer(0) }
      .first
  }

  /// Takes the steps that are due, inside a transaction that somebody began.
  static func migrate(_ db: PostgreSQLConnection, from version: Int?) throws(DatabaseError) {
    for migration in migrations.dropFirst(version ?? 0) { try db.execute(migration) }
    try db.run("UPDATE installed SET version = ?", [.integer(migrations.count)])
  }
}
