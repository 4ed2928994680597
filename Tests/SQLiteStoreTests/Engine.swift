import DatabaseKit
import Foundation
import KioskProtocol
import PostgreSQLKit
import PostgreSQLStore
import SQLiteKit
import SQLiteStore
import SealedArchive
import Synchronization
import TestSupport
import Testing

/// Where an archive lies: what a test says of archives is said of each.
enum Engine: String {
  case sqlite, postgresql

  /// The one that the test runs on now; the file where nobody says otherwise.
  @TaskLocal static var current = Engine.sqlite

  /// Both, or the one that somebody looks at.
  static let asked: [Engine] = {
    ProcessInfo.processInfo.environment["IDKIOSK_ENGINE"].flatMap(Engine.init).map { [$0] }
      ?? [.sqlite, .postgresql]
  }()

  /// A test machine may be busy; how long a server may take is tested elsewhere.
  static let limits = PostgreSQLLimits(connecting: 60, answering: .seconds(60), settling: .seconds(60))

  /// So many tests at once on the server: more would only wait for each other.
  private static let turnstile = Turnstile(places: 6)

  /// Runs a test on this engine.
  func run(_ test: () async throws -> Void) async throws {
    let place = self == .postgresql ? await Self.turnstile.enter() : nil
    try await Self.$current.withValue(self) { try await test() }
    place?.leave()
  }

  /// The connection strings of those that lie on PostgreSQL, by their state folders.
  private static let targets = Mutex<[String: String]>([:])

  /// Opens the archive of a state folder, made first if there is none.
  static func open(_ folder: ScratchFolder) async throws -> ArchiveStore {
    guard current == .postgresql else { return try await SQLiteStore.open(stateFolder: folder.path) }
    if let target = targets.withLock({ $0[folder.path] }) {
      return try await PostgreSQLStore.open(target, stateFolder: folder.path, limits: limits)
    }
    let target = try await PostgreSQLServer.shared.value.makeSchema()
    try PostgreSQLStore.initialize(target, stateFolder: folder.path, limits: limits)
    targets.withLock { $0[folder.path] = target }
    return try await PostgreSQLStore.open(target, stateFolder: folder.path, limits: limits)
  }

  /// A state folder whose archive, on the server, has a database of its own.
  static func folderAlone() async throws -> ScratchFolder {
    let folder = try ScratchFolder()
    guard current == .postgresql else { return folder }
    let target = try await PostgreSQLServer.shared.value.makeDatabase()
    try PostgreSQLStore.initialize(target, stateFolder: folder.path, limits: limits)
    targets.withLock { $0[folder.path] = target }
    return folder
  }

  /// The folder of a second window on the same archive, which has the keys.
  static func secondWindow(beside folder: ScratchFolder) throws -> ScratchFolder {
    let second = try ScratchFolder()
    for name in ["archive.lookup-1.key", "archive.wrapping-1.key"] {
      try ArchiveFixture.writeKey(try folder.bytes(name), in: second, as: name)
    }
    let target = try target(of: folder)
    try PostgreSQLStore.initialize(target, stateFolder: second.path, limits: limits)
    targets.withLock { $0[second.path] = target }
    return second
  }

  /// The connection string of an archive on PostgreSQL.
  static func target(of folder: ScratchFolder) throws -> String {
    try #require(targets.withLock { $0[folder.path] })
  }

  /// What lies under an archive.
  static func database(_ folder: ScratchFolder) throws -> any Database {
    switch current {
    case .sqlite: try Connection(path: folder.file("archive.db"), creating: false)
    case .postgresql: try PostgreSQLConnection(try target(of: folder), limits: limits)
    }
  }

  /// The second place of the audit trail.
  static var headsFile: String { current == .sqlite ? "archive.audit" : "centre.audit" }
}

extension Database {
  /// Runs a statement as somebody with the database's own tools would.
  func change(_ sql: String) throws(DatabaseError) {
    if let file = self as? Connection {
      try file.executeTrusted(sql)
    } else if let server = self as? PostgreSQLConnection {
      let zeros = "decode(repeat('00', 32), 'hex')"
      try server.execute(SQLText.translated(sql.replacingOccurrences(of: "zeroblob(32)", with: zeros)))
    }
  }

  /// Lets the audit trail be changed.
  func openTrail() throws(DatabaseError) {
    if self is Connection {
      try change("DROP TRIGGER audit_kept_from_change; DROP TRIGGER audit_kept_from_deletion")
    } else {
      try change("ALTER TABLE audit DISABLE TRIGGER USER")
    }
  }
}

/// Runs the tests of a suite on every engine, one after the other.
struct EveryEngine: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let isOfFiles = test.traits.contains { $0 is OnlyInAFile }
    for engine in isOfFiles ? [.sqlite] : Engine.asked {
      try await engine.run(function)
    }
  }
}

/// Runs the tests of a suite on the server alone.
struct OnPostgreSQL: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await Engine.postgresql.run(function)
  }
}

/// Marks a test of what only a file has.
struct OnlyInAFile: TestTrait {}

extension Trait where Self == EveryEngine {
  static var everyEngine: Self { EveryEngine() }
}

extension Trait where Self == OnPostgreSQL {
  static var onPostgreSQL: Self { OnPostgreSQL() }
}

extension Trait where Self == OnlyInAFile {
  static var onlyInAFile: Self { OnlyInAFile() }
}
