package import KioskProtocol
package import PersonArchive
internal import Sealing

/// Seals filings that wait at a window, each with a key of its own that the archive's newest wrapping key of the window
/// wraps.
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
    let versions = (1...Self.mostVersions).reversed()
    guard let newest = versions.first(where: { keyFiles.exists(.wrapping, $0) }) else {
      throw KioskFailure(.archiveKeyUnusable)
    }
    let place = SealedPlace.waiting(waiting)
    let secret: SecretBytes
    do { secret = try SecretBytes(random: KeyFile.size) } catch { throw KioskFailure(error) }
    let wrapped = try WrappingKey(version: newest, try keyFiles.load(.wrapping, newest)).wrap(
      secret, for: place)
    return (wrapped, try DataKey(secret).seal(waiting.filing.encoded(), for: place))
  }

  /// The filing that was sealed; throws `archive.damaged` for what was not, and `archive.keyUnusable` where the key is gone.
  package func open(
    session: String, batch: String?, since: String, wrapped: [UInt8], sealed: [UInt8]
  ) throws(KioskFailure) -> WaitingFiling {
    guard let version = WrappingKey.version(of: wrapped) else { throw KioskFailure(.archiveDamaged) }
    let place = SealedPlace.waiting(session: session, batch: batch, since: since)
    let key = try WrappingKey(version: version, try keyFiles.load(.wrapping, version))
    let opened = try DataKey(try key.unwrap(wrapped, from: place)).open(sealed, from: place)
    guard let filing = FilingRequest(decoding: opened), filing.origin.session == session else {
      throw KioskFailure(.archiveDamaged)
    }
    return WaitingFiling(filing, batch: batch, since: since)
  }
}

extension SealedPlace {
  fileprivate static func waiting(_ waiting: WaitingFiling) -> Self {
    .waiting(session: waiting.filing.origin.session, batch: waiting.batch, since: waiting.since)
  }
}
