internal import CSodium
internal import LinuxPlatform
package import PersonalData

/// Argon2id hashes of passwords and codes, one at a time on a thread of its own.
///
/// Each takes some hundredths of a second and 19 MiB: dear to guess against, and little beside what the daemon may
/// have. The bytes it works on are wiped before it returns.
package actor PasswordHasher {
  private static let passes: UInt64 = 2
  private static let memory = 19_456 * 1_024

  private let executor = ThreadExecutor()
  private var standIn: String?

  /// A hasher whose thread starts with the first hash.
  package init() {}

  deinit { executor.stop() }

  /// For the runtime: the hasher's own thread.
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  /// The hash of `password` with a salt of its own, in libsodium's text form.
  package func hash(_ password: Personal<String>) throws(PasswordError) -> String {
    try Sodium.begin()
    var bytes = password.disclosed().utf8.map { CChar(bitPattern: $0) }
    defer { Sodium.wipe(&bytes) }
    var text = [CChar](repeating: 0, count: Int(crypto_pwhash_argon2id_STRBYTES))
    let code = unsafe crypto_pwhash_argon2id_str(
      &text, bytes, UInt64(bytes.count), Self.passes, Self.memory)
    guard code == 0 else { throw .unavailable }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether `password` is the one of `hash`.
  ///
  /// Without a hash, as for a name that nobody has, it is false and takes the same time.
  package func matches(_ password: Personal<String>, _ hash: String?) throws(PasswordError) -> Bool {
    // Made before either case is known, so that it costs neither.
    let standIn = try madeStandIn()
    var bytes = password.disclosed().utf8.map { CChar(bitPattern: $0) }
    defer { Sodium.wipe(&bytes) }
    let code = unsafe crypto_pwhash_argon2id_str_verify(hash ?? standIn, bytes, UInt64(bytes.count))
    return hash != nil && code == 0
  }

  private func madeStandIn() throws(PasswordError) -> String {
    if let standIn { return standIn }
    let made = try hash(Personal(""))
    standIn = made
    return made
  }
}
