package import SQLiteKit

/// The tables of the archive file and how they came about.
package enum ArchiveSchema {
  /// `PRAGMA application_id`: the letters IDKa.
  package static let applicationID: UInt32 = 0x4944_4B61

  /// Every step, oldest first.
  ///
  /// Append only; Fixtures/archive holds a dump of each released version. Values about a person stand in `sealed` and, as a keyed hash, in `lookup`, nowhere else.
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
    }
  ]
}
