public import KioskProtocol
internal import LinuxPlatform
internal import Passwords
public import PersonalData
internal import Sealing

/// The keys of an archive at the centre on their way to a window: a file that only a passphrase opens.
///
/// `IDKe`, a format byte, 16 bytes of salt, the number of keys, for each a byte with its purpose (0 wrapping, 1 look-up)
/// and one with its version; then the keys, 32 bytes each, sealed with AES-256-GCM under Argon2id of the passphrase, with all
/// that stands before them as associated data.
public enum WindowEnrolment {
  private static let magic: [UInt8] = Array("IDKe".utf8) + [1]
  /// Versions that are looked for; the older ones may have been taken away.
  private static let versions = 1...255

  /// The file for the keys in `folder`.
  ///
  /// Takes about a second. Throws `archive.keyUnusable` where there are none.
  public static func make(
    fromKeysIn folder: String, _ passphrase: Personal<String>
  ) throws(KioskFailure) -> [UInt8] {
    let files = ArchiveKeyFiles(folder: folder, credentials: nil)
    var found: [(ArchiveKeyFiles.Purpose, Int)] = []
    var keys = SecretBytes(copying: [])
    for purpose in ArchiveKeyFiles.Purpose.allCases {
      let present = versions.filter { files.exists(purpose, $0) }
      guard !present.isEmpty else { throw KioskFailure(.archiveKeyUnusable) }
      for version in present {
        keys = SecretBytes(joining: keys, try files.load(purpose, version))
        found.append((purpose, version))
      }
    }
    do throws(SealingError) {
      var header = magic + (try Randomness.bytes(PassphraseKey.saltSize))
      header.append(UInt8(truncatingIfNeeded: found.count))
      for (purpose, version) in found {
        header.append(purpose == .wrapping ? 0 : 1)
        header.append(UInt8(truncatingIfNeeded: version))
      }
      let key = try secret(passphrase, header)
      return header + (try AESGCM.seal(secret: keys, key: key, associated: header))
    } catch {
      throw KioskFailure(.archiveFailed)
    }
  }

  /// Puts the keys of such a file into `folder`, made for its owner only when it is missing, and keeps them if `proof`, which
  /// tries them at the archive, does not throw.
  ///
  /// Throws `enrolment.unusable` for another passphrase and for a file that is none, `enrolment.otherKeys` where the folder has
  /// keys of another archive, and what `proof` throws; keys that this call put there are taken away then. `archive.inUse` is no failure where earlier keys of
  /// the same archive are there.
  public static func take(
    _ file: [UInt8], _ passphrase: Personal<String>, into folder: String,
    proof: () throws(KioskFailure) -> Void
  ) throws(KioskFailure) {
    let front = magic.count + PassphraseKey.saltSize
    guard file.starts(with: magic), file.count > front, file.indices.contains(front) else {
      throw KioskFailure(.enrolmentUnusable)
    }
    let count = Int(file[front])
    let header = Array(file.prefix(front + 1 + 2 * count))
    let keys: SecretBytes
    do throws(SealingError) {
      let key = try secret(passphrase, header)
      keys = try AESGCM.openSecret(Array(file.dropFirst(header.count)), key: key, associated: header)
    } catch {
      throw KioskFailure(.enrolmentUnusable)
    }
    guard count > 0, keys.count == count * KeyFile.size, header.count == front + 1 + 2 * count else {
      throw KioskFailure(.enrolmentUnusable)
    }
    if !Files.exists(folder) { try toldBySystem(try Files.makeFolder(folder, mode: 0o700)) }
    let files = ArchiveKeyFiles(folder: folder, credentials: nil)
    let places = (0..<count).compactMap {
      index -> (index: Int, purpose: ArchiveKeyFiles.Purpose, version: Int)? in
      let place = header.dropFirst(front + 1 + 2 * index).prefix(2)
      guard let first = place.first, let version = place.last else { return nil }
      return (index, first == 0 ? .wrapping : .lookup, Int(version))
    }
    var others: [(purpose: ArchiveKeyFiles.Purpose, version: Int)] = []
    var isKnown = false
    for place in places where files.exists(place.purpose, place.version) {
      let isSame = try files.holds(keys.part(place.index, of: KeyFile.size), place.purpose, place.version)
      if isSame { isKnown = true } else { others.append((place.purpose, place.version)) }
    }
    // Beside keys of this archive it is one of a rotation here that another window was quicker with.
    guard isKnown || others.isEmpty else { throw KioskFailure(.enrolmentOtherKeys) }
    var made: [String] = []
    var aside: [(from: String, to: String)] = []
    do throws(KioskFailure) {
      for other in others { aside.append(try files.setAside(other.purpose, other.version)) }
      for place in places {
        let key = keys.part(place.index, of: KeyFile.size)
        if let path = try files.write(key, place.purpose, place.version) { made.append(path) }
      }
      try proof()
    } catch {
      // A daemon that runs here with earlier keys of the same archive takes the new ones up by itself.
      if isKnown, error.reason == .archiveInUse { return }
      for path in made { _ = try? Files.remove(path) }
      for names in aside { _ = try? Files.rename(names.to, to: names.from) }
      throw error
    }
  }

  private static func secret(
    _ passphrase: Personal<String>, _ header: [UInt8]
  ) throws(SealingError) -> SecretBytes {
    let salt = Array(header.dropFirst(magic.count).prefix(PassphraseKey.saltSize))
    return try PassphraseKey.derived(from: passphrase, salt: salt)
  }
}
