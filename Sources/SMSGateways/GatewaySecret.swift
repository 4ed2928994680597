package import KioskProtocol
internal import Glibc
internal import LinuxPlatform
internal import PersonalData

/// A gateway's password or token: from systemd's credentials or a file of the owner's only.
package struct GatewaySecret: Sendable {
  private static let longest = 4_096
  private let value: Personal<String>

  /// No secret.
  package static let none = GatewaySecret(value: Personal(""))

  /// For the one request that needs it.
  var disclosed: String { value.disclosed() }

  /// The secret in systemd's credential `name` (systemd.exec(5), LoadCredential=).
  package init(credential name: String) throws(KioskFailure) {
    guard let folder = Environment.value("CREDENTIALS_DIRECTORY"), !name.contains("/") else {
      throw KioskFailure(.smsSecretUnusable)
    }
    try self.init(reading: folder + "/" + name, mayBeShared: true)
  }

  /// The secret in the file at `path`, which others may neither read nor write.
  package init(file path: String) throws(KioskFailure) { try self.init(reading: path, mayBeShared: false) }

  private init(value: Personal<String>) { self.value = value }

  /// systemd guards its credentials by the folder they lie in.
  private init(reading path: String, mayBeShared: Bool) throws(KioskFailure) {
    let raw = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard raw >= 0 else { throw KioskFailure(.smsSecretUnusable, detail: Int(errno)) }
    let file = OwnedDescriptor(taking: raw)
    var facts = stat()
    guard unsafe fstat(file.raw, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      mayBeShared || (facts.st_uid == geteuid() && facts.st_mode & 0o077 == 0)
    else { throw KioskFailure(.smsSecretUnusable) }
    var bytes = [UInt8](repeating: 0, count: Self.longest)
    let count = unsafe read(file.raw, &bytes, bytes.count)
    let line = bytes.prefix(max(count, 0)).prefix { $0 != 0x0A && $0 != 0x0D }
    guard !line.isEmpty else { throw KioskFailure(.smsSecretUnusable) }
    value = Personal(String(decoding: line, as: UTF8.self))
  }
}
