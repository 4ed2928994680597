package import KioskProtocol
package import PersonArchive
internal import Sealing

/// Seals what waits at a window and what it keeps of its clerks, each with a key of its own that the archive's newest
/// wrapping key of the window wraps.
///
/// It needs no archive to be open: what the centre is asked for is not needed to keep a reading safe.
package struct WaitingSeal: Sendable {
  /// More versions of a key than any archive has had.
  private static let mostVersions = 256
  private let keyFiles: ArchiveKeyFiles

  /// The keys in `stateFolder`, or in systemd's folder of `credentials`.
  package init(stateFolder: String, credentials: String?) {
    keyFiles = ArchiveKeyFiles(folder: stateFolder, credentials: credentials)
  }

  /// The wrapped key and what it seals; throws `archive.keyUnusable` at a window that has no keys.
  package func seal(
    _ waiting: WaitingFiling
  ) throws(KioskFailure) -> (wrapped: [UInt8], sealed: [UInt8]) {
    try seal(waiting.filing.encoded(), for: .waiting(waiting))
  }

  func seal(
    _ bytes: [UInt8], for place: SealedPlace
  ) throws(KioskFailure) -> (wrapped: [UInt8], sealed: [UInt8]) {
    let versions = (1...Self.mostVersions).reversed()
    guard let newest = versions.first(where: { keyFiles.exists(.wrapping, $0) }) else {
      throw KioskFailure(.archiveKeyUnusable)
    }
    let secret: SecretBytes
    do { secret = try SecretBytes(random: KeyFile.size) } catch { throw KioskFailure(error) }
    let wrapped = try WrappingKey(version: newest, try keyFiles.load(.wrapping, newest)).wrap(
      secret, for: place)
    return (wrapped, try DataKey(secret).seal(bytes, for: place))
  }

  /// The filing that was sealed; throws `archive.damaged` for what was not, and `archive.keyUnusable` where the key is gone.
  package func open(
    session: String, batch: String?, since: String, wrapped: [UInt8], sealed: [UInt8]
  ) throws(KioskFailure) -> WaitingFiling {
    let place = SealedPlace.waiting(session: session, batch: batch, since: since)
    let opened = try open(wrapped, sealed, from: place)
    guard let filing = FilingRequest(decoding: opened), filing.origin.session == session else {
      throw KioskFailure(.archiveDamaged)
    }
    return WaitingFiling(filing, batch: batch, since: since)
  }

  func open(
    _ wrapped: [UInt8], _ sealed: [UInt8], from place: SealedPlace
  ) throws(KioskFailure) -> [UInt8] {
    guard let version = WrappingKey.version(of: wrapped) else { throw KioskFailure(.archiveDamaged) }
    let key = try WrappingKey(version: version, try keyFiles.load(.wrapping, version))
    return try DataKey(try key.unwrap(wrapped, from: place)).open(sealed, from: place)
  }
}

extension SealedPlace {
  fileprivate static func waiting(_ waiting: WaitingFiling) -> Self {
    .waiting(session: waiting.filing.origin.session, batch: waiting.batch, since: waiting.since)
  }
}
