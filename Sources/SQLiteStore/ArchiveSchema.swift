internal import DatabaseKit
package import SQLiteKit

/// The tables of the archive file and how they came about.
package enum ArchiveSchema {
  /// `PRAGMA application_id`: the letters IDKa.
  package static let applicationID: UInt32 = 0x4944_4B61

  /// The first version with a key for each person.
  static let firstWithKeys = 5

  /// Every step, oldest first.
  ///
  /// Append only; Fixtures/archive holds a dump of each released version. docs/archive.md says what stands where.
  package static let migrations: [Migration] = [
    Migration("persons, versions, readings, conflicts") { db throws(SQLiteError) in
      // The key check stands there twice: another key fails both alike, damage hits one.
      try db.execute(
        """
        CREATE TABLE archive (
          row INTEGER PRIMARY KEY CHECK (row = 1),
          key_check BLOB NOT NULL,
          key_check_again BLOB NOT NULL
        ) STRICT;
        CREATE TABLE person (
          row INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          lookup BLOB NOT NULL UNIQUE,
          current INTEGER NOT NULL,
          FOREIGN KEY (row, current) REFERENCES version (person, number) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE TABLE version (
          row INTEGER PRIMARY KEY,
          person INTEGER NOT NULL REFERENCES person (row),
          number INTEGER NOT NULL CHECK (number >= 1),
          sealed BLOB NOT NULL,
          UNIQUE (person, number)
        ) STRICT;
        CREATE TABLE reading (
          row INTEGER PRIMARY KEY,
          session TEXT NOT NULL UNIQUE,
          person INTEGER NOT NULL,
          version INTEGER NOT NULL,
          read_at TEXT NOT NULL,
          window TEXT NOT NULL,
          clerk TEXT,
          reader_id TEXT NOT NULL,
          reader_name TEXT NOT NULL,
          reader_link TEXT NOT NULL,
          sam_id TEXT,
          outcome TEXT NOT NULL,
          changed TEXT NOT NULL,
          findings TEXT NOT NULL,
          FOREIGN KEY (person, version) REFERENCES version (person, number)
        ) STRICT;
        CREATE INDEX reading_of_version ON reading (person, version);
        CREATE TABLE conflict (
          row INTEGER PRIMARY KEY,
          session TEXT NOT NULL UNIQUE,
          lookup BLOB NOT NULL,
          read_at TEXT NOT NULL,
          window TEXT NOT NULL,
          clerk TEXT,
          reader_id TEXT NOT NULL,
          reader_name TEXT NOT NULL,
          reader_link TEXT NOT NULL,
          sam_id TEXT,
          changed TEXT NOT NULL,
          findings TEXT NOT NULL,
          sealed BLOB NOT NULL
        ) STRICT;
        CREATE INDEX conflict_of_person ON conflict (lookup);
        """)
    },
    Migration("audit trail, clerks, settings, batches") { db throws(SQLiteError) in
      try db.execute(
        """
        CREATE TABLE audit (
          row INTEGER PRIMARY KEY,
          at TEXT NOT NULL,
          window TEXT NOT NULL,
          actor TEXT NOT NULL,
          role TEXT NOT NULL,
          act TEXT NOT NULL,
          whom BLOB,
          session TEXT,
          subject TEXT,
          outcome TEXT
        ) STRICT;
        CREATE TRIGGER audit_kept_from_change BEFORE UPDATE ON audit
          BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        CREATE TRIGGER audit_kept_from_deletion BEFORE DELETE ON audit
          BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        CREATE TABLE clerk (
          row INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          display_name TEXT NOT NULL,
          role TEXT NOT NULL,
          windows TEXT,
          password TEXT NOT NULL,
          is_locked INTEGER NOT NULL DEFAULT 0,
          wrong INTEGER NOT NULL DEFAULT 0,
          wrong_at TEXT,
          made_at TEXT NOT NULL,
          changed_at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE setting (
          key TEXT PRIMARY KEY,
          value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE batch (
          row INTEGER PRIMARY KEY,
          window TEXT NOT NULL,
          name TEXT NOT NULL,
          enterprise_name TEXT NOT NULL,
          enterprise_code TEXT NOT NULL,
          brought_by BLOB,
          state TEXT NOT NULL CHECK (state IN ('open', 'paused', 'closed')),
          code BLOB NOT NULL,
          wrong_codes INTEGER NOT NULL DEFAULT 0,
          opened_at TEXT NOT NULL,
          opened_by TEXT NOT NULL,
          closed_at TEXT
        ) STRICT;
        CREATE TABLE expected (
          row INTEGER PRIMARY KEY,
          batch INTEGER NOT NULL REFERENCES batch (row),
          lookup BLOB NOT NULL,
          sealed BLOB NOT NULL,
          UNIQUE (batch, lookup)
        ) STRICT;
        CREATE TABLE swipe (
          row INTEGER PRIMARY KEY,
          batch INTEGER NOT NULL REFERENCES batch (row),
          at TEXT NOT NULL,
          window TEXT NOT NULL,
          actor TEXT NOT NULL,
          session TEXT,
          lookup BLOB,
          expected INTEGER REFERENCES expected (row),
          person INTEGER REFERENCES person (row),
          version INTEGER,
          mark TEXT NOT NULL,
          outcome TEXT,
          reason TEXT,
          is_expired INTEGER NOT NULL DEFAULT 0,
          removed_at TEXT
        ) STRICT;
        CREATE UNIQUE INDEX swipe_counted ON swipe (batch, lookup, mark = 'conflict')
          WHERE lookup IS NOT NULL AND removed_at IS NULL;
        CREATE INDEX swipe_of_batch ON swipe (batch);
        """)
    },
    Migration("mobile numbers, one-time codes, messages") { db throws(SQLiteError) in
      // Times in milliseconds are those of `counted_time`; `*_at` are for people.
      try db.execute(
        """
        CREATE TABLE counted_time (
          row INTEGER PRIMARY KEY CHECK (row = 1),
          latest INTEGER NOT NULL,
          wall INTEGER NOT NULL,
          offset INTEGER NOT NULL,
          boot TEXT NOT NULL
        ) STRICT;
        CREATE TABLE challenge (
          row INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          person INTEGER NOT NULL REFERENCES person (row),
          number BLOB NOT NULL,
          sealed BLOB NOT NULL,
          purpose TEXT NOT NULL,
          code BLOB NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('open', 'used', 'superseded', 'locked', 'expired')),
          wrong_tries INTEGER NOT NULL,
          issued INTEGER NOT NULL,
          ends INTEGER NOT NULL,
          issued_at TEXT NOT NULL,
          window TEXT NOT NULL,
          actor TEXT NOT NULL,
          session TEXT
        ) STRICT;
        CREATE UNIQUE INDEX challenge_open ON challenge (person, purpose) WHERE state = 'open';
        CREATE INDEX challenge_of_person ON challenge (person, issued);
        CREATE INDEX challenge_of_number ON challenge (number, issued);
        CREATE INDEX challenge_of_actor ON challenge (actor, issued);
        CREATE INDEX challenge_of_window ON challenge (window, issued);
        CREATE TABLE binding (
          row INTEGER PRIMARY KEY,
          person INTEGER NOT NULL REFERENCES person (row),
          number BLOB NOT NULL,
          sealed BLOB NOT NULL,
          origin TEXT NOT NULL CHECK (origin IN ('counter', 'self-registration')),
          challenge INTEGER NOT NULL UNIQUE REFERENCES challenge (row),
          is_face_confirmed INTEGER NOT NULL,
          began INTEGER NOT NULL,
          began_at TEXT NOT NULL,
          ended INTEGER,
          ended_at TEXT,
          ended_by TEXT CHECK (ended_by IN ('change', 'release')),
          CHECK ((ended IS NULL) = (ended_at IS NULL) AND (ended IS NULL) = (ended_by IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX binding_live_number ON binding (number) WHERE ended IS NULL;
        CREATE UNIQUE INDEX binding_live_person ON binding (person) WHERE ended IS NULL;
        CREATE INDEX binding_of_number ON binding (number);
        CREATE INDEX binding_of_person ON binding (person);
        CREATE TABLE message (
          row INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL CHECK (kind IN ('code', 'notice', 'test')),
          sealed BLOB,
          state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'delivered', 'failed', 'unknown')),
          cause TEXT,
          is_under_way INTEGER NOT NULL,
          ends INTEGER NOT NULL,
          window TEXT NOT NULL,
          queued_at TEXT NOT NULL,
          changed_at TEXT NOT NULL,
          CHECK (sealed IS NULL OR state = 'queued')
        ) STRICT;
        CREATE INDEX message_queued ON message (row) WHERE state = 'queued';
        """)
    },
    Migration("looking up by name, by window and by day") { db throws(SQLiteError) in
      // `upkeep` has what only somebody with the keys can do, and how far it got.
      try db.execute(
        """
        CREATE TABLE name_key (
          key BLOB NOT NULL,
          person INTEGER NOT NULL REFERENCES person (row),
          PRIMARY KEY (key, person)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reading_where_when ON reading (window, read_at, person);
        CREATE TABLE upkeep (
          task TEXT PRIMARY KEY,
          done INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO upkeep (task, done) SELECT 'names', 0 WHERE EXISTS (SELECT 1 FROM version);
        """)
    },
    Migration("a key for each person, and versions of the archive's own keys") { db throws(SQLiteError) in
      // The one key there was becomes the first look-up key, so `lookup` stays as it is.
      try db.execute(
        """
        CREATE TABLE key (
          purpose TEXT NOT NULL CHECK (purpose IN ('wrapping', 'lookup')),
          version INTEGER NOT NULL CHECK (version >= 1),
          key_check BLOB NOT NULL,
          key_check_again BLOB NOT NULL,
          PRIMARY KEY (purpose, version)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO key (purpose, version, key_check, key_check_again)
          SELECT 'lookup', 1, key_check, key_check_again FROM archive;
        DROP TABLE archive;
        CREATE TABLE archive (
          row INTEGER PRIMARY KEY CHECK (row = 1),
          own_keys BLOB NOT NULL
        ) STRICT;
        ALTER TABLE person ADD COLUMN wrapped BLOB NOT NULL DEFAULT x'';
        ALTER TABLE version ADD COLUMN portrait BLOB NOT NULL DEFAULT x'';
        ALTER TABLE reading ADD COLUMN mark BLOB NOT NULL DEFAULT x'';
        ALTER TABLE conflict ADD COLUMN wrapped BLOB NOT NULL DEFAULT x'';
        ALTER TABLE conflict ADD COLUMN person INTEGER REFERENCES person (row);
        UPDATE conflict SET person = (SELECT row FROM person WHERE person.lookup = conflict.lookup);
        DROP INDEX conflict_of_person;
        ALTER TABLE conflict DROP COLUMN lookup;
        CREATE INDEX conflict_of_person ON conflict (person);
        ALTER TABLE swipe ADD COLUMN document INTEGER REFERENCES person (row);
        UPDATE swipe SET document = (SELECT row FROM person WHERE person.lookup = swipe.lookup);
        DROP INDEX swipe_counted;
        ALTER TABLE swipe DROP COLUMN lookup;
        CREATE UNIQUE INDEX swipe_counted ON swipe (batch, document, mark = 'conflict')
          WHERE document IS NOT NULL AND removed_at IS NULL;
        ALTER TABLE challenge ADD COLUMN subject BLOB NOT NULL DEFAULT x'';
        INSERT INTO upkeep (task, done) SELECT 'keys', 0 WHERE EXISTS (SELECT 1 FROM key);
        """)
    },
    Migration("a chain through the audit trail of each window") { db throws(SQLiteError) in
      // A line may be changed once, to get its place in the chain.
      try db.execute(
        """
        ALTER TABLE audit ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE audit ADD COLUMN chain BLOB NOT NULL DEFAULT x'';
        DROP TRIGGER audit_kept_from_change;
        CREATE TRIGGER audit_kept_from_change BEFORE UPDATE ON audit WHEN OLD.chain <> x''
          BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        INSERT INTO upkeep (task, done) SELECT 'chain', 0 WHERE EXISTS (SELECT 1 FROM audit);
        """)
    },
    Migration("erased persons, and the backups that were made") { db throws(SQLiteError) in
      // `last_reading` is the row of the newest reading that a backup can have; NULL where nothing is known.
      try db.execute(
        """
        CREATE TABLE erased (
          row INTEGER PRIMARY KEY,
          person BLOB NOT NULL UNIQUE,
          document BLOB NOT NULL,
          at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX erased_document ON erased (document);
        CREATE TABLE backup (
          row INTEGER PRIMARY KEY,
          name TEXT NOT NULL,
          made_at TEXT NOT NULL,
          last_reading INTEGER
        ) STRICT;
        """)
    },
    Migration("links between documents, and marks over rows that nothing seals") { db throws(SQLiteError) in
      try db.execute(
        """
        CREATE TABLE link (
          row INTEGER PRIMARY KEY,
          person INTEGER NOT NULL REFERENCES person (row),
          other INTEGER NOT NULL REFERENCES person (row),
          at TEXT NOT NULL,
          window TEXT NOT NULL,
          actor TEXT NOT NULL,
          mark BLOB NOT NULL,
          UNIQUE (person, other),
          CHECK (person <> other)
        ) STRICT;
        CREATE INDEX link_of_other ON link (other);
        ALTER TABLE swipe ADD COLUMN bound BLOB NOT NULL DEFAULT x'';
        ALTER TABLE batch ADD COLUMN bound BLOB NOT NULL DEFAULT x'';
        ALTER TABLE clerk ADD COLUMN bound BLOB NOT NULL DEFAULT x'';
        ALTER TABLE setting ADD COLUMN bound BLOB NOT NULL DEFAULT x'';
        INSERT INTO upkeep (task, done) SELECT 'mark swipe', 0 WHERE EXISTS (SELECT 1 FROM swipe);
        INSERT INTO upkeep (task, done) SELECT 'mark batch', 0 WHERE EXISTS (SELECT 1 FROM batch);
        INSERT INTO upkeep (task, done) SELECT 'mark clerk', 0 WHERE EXISTS (SELECT 1 FROM clerk);
        INSERT INTO upkeep (task, done) SELECT 'mark setting', 0 WHERE EXISTS (SELECT 1 FROM setting);
        """)
    },
    Migration("hand-offs that were used") { db throws(SQLiteError) in
      // `ends` in seconds since 1970: until when what was signed for it is good.
      try db.execute(
        """
        CREATE TABLE handed (
          purpose BLOB PRIMARY KEY,
          ends INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX handed_ends ON handed (ends);
        """)
    },
    Migration("typed documents that wait for a second checker, and people of one number") {
      db throws(SQLiteError) in
      // `namesake` is who had the number first; that person's own `lookup` is made of the number and the id.
      try db.execute(
        """
        CREATE TABLE unconfirmed (
          row INTEGER PRIMARY KEY,
          session TEXT NOT NULL UNIQUE,
          typed_at TEXT NOT NULL,
          window TEXT NOT NULL,
          clerk TEXT,
          sealed BLOB NOT NULL,
          wrapped BLOB NOT NULL
        ) STRICT;
        ALTER TABLE reading ADD COLUMN second_checker TEXT;
        ALTER TABLE conflict ADD COLUMN second_checker TEXT;
        ALTER TABLE person ADD COLUMN namesake INTEGER REFERENCES person (row);
        CREATE INDEX person_of_number ON person (namesake) WHERE namesake IS NOT NULL;
        """)
    },
    Migration("tries at portals, and sessions there") { db throws(SQLiteError) in
      try db.execute(
        """
        CREATE TABLE portal_try (
          row INTEGER PRIMARY KEY,
          act TEXT NOT NULL,
          number BLOB NOT NULL,
          client BLOB NOT NULL,
          portal INTEGER NOT NULL,
          tried INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX portal_try_of_number ON portal_try (act, number, tried);
        CREATE INDEX portal_try_of_client ON portal_try (act, client, tried);
        CREATE INDEX portal_try_of_portal ON portal_try (act, portal, tried);
        CREATE INDEX portal_try_of_act ON portal_try (act, tried);
        CREATE INDEX portal_try_when ON portal_try (tried);
        CREATE TABLE portal_session (
          row INTEGER PRIMARY KEY,
          digest BLOB NOT NULL UNIQUE,
          binding INTEGER NOT NULL REFERENCES binding (row),
          portal INTEGER NOT NULL,
          ends INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX portal_session_of_binding ON portal_session (binding);
        CREATE INDEX portal_session_when ON portal_session (ends);
        """)
    },
    Migration("counting a batch without going to its rows") { db throws(SQLiteError) in
      try db.execute(
        """
        CREATE INDEX swipe_counts ON swipe (batch, removed_at, mark, outcome, is_expired);
        CREATE INDEX swipe_of_expected ON swipe (expected) WHERE expected IS NOT NULL AND removed_at IS NULL;
        """)
    },
  ]
}
