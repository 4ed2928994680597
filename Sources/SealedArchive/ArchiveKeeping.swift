package import KioskProtocol
package import PersonArchive

/// Somebody who looks at an archive as a whole, beside those who use it; each engine has one.
package protocol ArchiveKeeping: Sendable {
  /// The second place of what is left of erased persons.
  var erasedFile: String { get }
  /// Where backups are made.
  var backups: String { get }

  /// Whole archives that something else was put in the place of.
  func setAside() throws(KioskFailure) -> [String]

  /// One more, for whom nobody waits.
  func another() -> any ArchiveKeeping

  /// Whether one of these runs of bytes stands in the archive's own files, as far as they are here.
  func holds(_ needles: [[UInt8]]) async throws(KioskFailure) -> Bool

  /// What a check of everything finds.
  func check() async throws(KioskFailure) -> ArchiveReport

  /// Makes a copy of the archive of this moment, proven to be whole.
  func backUp(as name: String) async throws(KioskFailure) -> ArchiveBackup

  /// Ends what is under way; what was asked throws `service.stopping`.
  func cancel()

  /// Returns when nothing is under way.
  func finish() async
}
