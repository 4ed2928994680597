public import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
package import PostgreSQLKit
public import SealedArchive

/// The archive of persons on PostgreSQL, which several windows use at once.
public enum PostgreSQLStore {
  /// Opens the archive on `server`, a connection string as libpq takes it; `stateFolder` has this window's keys.
  ///
  /// Throws `archive.centreAway`, `archive.centreRefused` and `archive.centreEmpty` for a server that cannot be used,
  /// `archive.keyWrong` and `archive.keyUnusable` for a window whose keys are not the archive's, `archive.newer` and
  /// `archive.inUse` while another program uses the folder. `credentials` is the folder in which systemd hands keys over;
  /// messages that wait are those of `window`, of all windows where there is none.
  public static func open(
    _ server: String, stateFolder: String, credentials: String? = nil, window: String? = nil
  ) async throws(KioskFailure) -> ArchiveStore {
    try await open(
      server, stateFolder: stateFolder, credentials: credentials, window: window, limits: PostgreSQLLimits())
  }

  /// The same with limits of its own.
  package static func open(
    _ server: String, stateFolder: String, credentials: String? = nil, window: String? = nil,
    limits: PostgreSQLLimits
  ) async throws(KioskFailure) -> ArchiveStore {
    try await ArchiveStore.opening { () throws(KioskFailure) in
      var folder = try CentreFolder(stateFolder, server: server, limits: limits, credentials: credentials)
      folder.window = window
      return (try folder.open(), CentreKeeper(folder))
    }
  }

  /// What is wrong with a connection string, as far as can be seen without a server; `nil` where nothing is seen.
  public static func problem(in server: String) -> BilingualText? {
    guard let files = ConnectionString.files(in: server) else {
      return BilingualText(
        "不是 PostgreSQL 的连接串，请核对其中的写法和关键词。",
        "This is no connection string of PostgreSQL's; check how it is written and its keywords.")
    }
    guard let missing = files.first(where: { !$0.path.isEmpty && !Files.exists($0.path) }) else { return nil }
    return BilingualText(
      "\(missing.word) 所指的文件不存在。", "The file that \(missing.word) names is not there.")
  }

  /// Makes the archive's tables and its first keys, which lie in `stateFolder` afterwards.
  ///
  /// Where there is an archive and the folder has its keys, this window is made ready for it; throws `archive.keyUnusable` or
  /// `archive.keyWrong` where it has not. Blocks.
  public static func initialize(
    _ server: String, stateFolder: String, credentials: String? = nil
  ) throws(KioskFailure) {
    try initialize(server, stateFolder: stateFolder, credentials: credentials, limits: PostgreSQLLimits())
  }

  /// The same with limits of its own.
  package static func initialize(
    _ server: String, stateFolder: String, credentials: String? = nil, limits: PostgreSQLLimits
  ) throws(KioskFailure) {
    try CentreFolder(stateFolder, server: server, limits: limits, credentials: credentials).initialize()
  }

  /// Makes this window, whose keys lie in `stateFolder`, ready for the archive that is there.
  ///
  /// Throws `archive.centreEmpty` where there is none, `archive.keyWrong` where the keys are another's. Blocks.
  public static func join(_ server: String, stateFolder: String) throws(KioskFailure) {
    try CentreFolder(stateFolder, server: server, limits: PostgreSQLLimits(), credentials: nil).join()
  }

  /// Brings the archive's tables up to the present version; which they had and have.
  ///
  /// Throws what `open` throws; `archive.inUse` while a program uses the folder. Blocks.
  public static func migrate(
    _ server: String, stateFolder: String, credentials: String? = nil
  ) throws(KioskFailure) -> (from: Int, to: Int) {
    let limits = PostgreSQLLimits()
    let folder = try CentreFolder(stateFolder, server: server, limits: limits, credentials: credentials)
    return (try folder.migrate(), CentreSchema.migrations.count)
  }
}
