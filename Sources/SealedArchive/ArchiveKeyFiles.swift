package import KioskProtocol
internal import LinuxPlatform
internal import Sealing

/// Where the keys of an archive lie: as systemd credentials, or as owner-only files in the state folder.
///
/// A credential goes before a file, so that keys can move there. What is in neither place is not made up: a key is made
/// for a new archive and by a rotation, nowhere else.
package struct ArchiveKeyFiles: Sendable {
  /// What a key is for.
  package enum Purpose: String, CaseIterable, Sendable {
    /// Wraps the data key of each person.
    case wrapping
    /// Makes what people are found by.
    case lookup
  }

  private let folder: String
  private let credentials: String?
  /// The one key of an archive from before there were two.
  var single: String { folder + "/archive.key" }

  package init(folder: String, credentials: String?) {
    self.folder = folder
    self.credentials = credentials
  }

  /// Whether there is a key file of any sort.
  package func exists(_ purpose: Purpose, _ version: Int) -> Bool {
    Files.exists(file(purpose, version)) || credential(purpose, version).map(Files.exists) ?? false
  }

  /// The key; throws `archive.keyUnusable` where there is none.
  func load(_ purpose: Purpose, _ version: Int) throws(KioskFailure) -> SecretBytes {
    do throws(KeyFile.Refusal) {
      if let credential = credential(purpose, version), Files.exists(credential) {
        return try KeyFile.loadCredential(credential)
      }
      return try KeyFile.load(file(purpose, version))
    } catch {
      throw KioskFailure(error)
    }
  }

  /// The key of an archive from before there were two, wherever it lies now.
  func loadSingle() throws(KioskFailure) -> SecretBytes {
    if exists(.lookup, 1) { return try load(.lookup, 1) }
    do throws(KeyFile.Refusal) { return try KeyFile.load(single) } catch { throw KioskFailure(error) }
  }

  /// Makes the key unless it is there, durable when it returns; whether it made it.
  @discardableResult
  package func create(_ purpose: Purpose, _ version: Int) throws(KioskFailure) -> Bool {
    guard !exists(purpose, version) else { return false }
    do throws(KeyFile.Refusal) { try KeyFile.create(file(purpose, version)) } catch {
      throw KioskFailure(error)
    }
    return true
  }

  /// Whether this very key lies in its place; throws `archive.keyUnusable` where none can be read there.
  func holds(
    _ key: borrowing SecretBytes, _ purpose: Purpose, _ version: Int
  ) throws(KioskFailure) -> Bool { try key.isEqual(to: load(purpose, version)) }

  /// Puts a key of somebody else's making into the folder unless one is there, durable when it returns; its file, where it
  /// made one.
  func write(
    _ key: borrowing SecretBytes, _ purpose: Purpose, _ version: Int
  ) throws(KioskFailure) -> String? {
    guard !exists(purpose, version) else { return nil }
    do throws(KeyFile.Refusal) { try KeyFile.create(file(purpose, version), holding: key) } catch {
      throw KioskFailure(error)
    }
    return file(purpose, version)
  }

  /// Takes a key file away that was made for nothing.
  func remove(_ purpose: Purpose, _ version: Int) throws(KioskFailure) {
    _ = try toldBySystem(try Files.remove(file(purpose, version)))
  }

  /// Gives a key file another name, with which nothing finds it; both names.
  func setAside(_ purpose: Purpose, _ version: Int) throws(KioskFailure) -> (from: String, to: String) {
    let path = file(purpose, version)
    let aside = path + Files.freeSuffix(beside: path)
    try toldBySystem(try Files.rename(path, to: aside))
    return (path, aside)
  }

  /// Takes the single key over as the first look-up key: what is on file is found by what it was found by before.
  package func adoptSingle() throws(KioskFailure) {
    guard !exists(.lookup, 1), Files.exists(single) else { return }
    do throws(KeyFile.Refusal) { _ = try KeyFile.load(single) } catch { throw KioskFailure(error) }
    try toldBySystem(try Files.rename(single, to: file(.lookup, 1)))
  }

  /// Whether keys come as credentials, which only the administrator can add.
  var areCredentials: Bool { Purpose.allCases.contains { credential($0, 1).map(Files.exists) ?? false } }

  private func file(_ purpose: Purpose, _ version: Int) -> String {
    "\(folder)/archive.\(purpose.rawValue)-\(version).key"
  }

  private func credential(_ purpose: Purpose, _ version: Int) -> String? {
    credentials.map { "\($0)/idkiosk.\(purpose.rawValue)-\(version)" }
  }
}
