internal import Bytes
internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import Passwords
internal import Sealing

/// Signs what leaves the window with the window's own key (docs/portals.md).
///
/// The key's seed is a systemd credential, or an owner-only file in the state folder that is made when it is needed first.
actor WindowSigner {
  private let file: String
  private let credential: String?
  private var key: SigningKey?
  /// Whether the archive has the public key, as far as this run knows.
  var isPublished = false

  init(folder: String, credentials: String?) {
    file = folder + "/window.signing.key"
    credential = credentials.map { $0 + "/idkiosk.window-signing" }
  }

  /// The public key, 32 bytes; throws `start.windowKeyUnusable`.
  func publicKey() throws(KioskFailure) -> [UInt8] { try loaded().publicKey }

  /// Names the key in a statement's head.
  func keyID() throws(KioskFailure) -> String { try Self.keyID(of: publicKey()) }

  /// `statement` in its compact form, signed.
  func signed(_ statement: HandOffStatement) throws(KioskFailure) -> String {
    let key = try loaded()
    let text = statement.signedText(kid: try Self.keyID(of: key.publicKey))
    do { return text + "." + Base64URL.encode(try key.signature(of: Array(text.utf8))) } catch {
      throw KioskFailure(.startWindowKeyUnusable)
    }
  }

  /// From now on the archive is known to have the key.
  func notePublished() { isPublished = true }

  private static func keyID(of key: [UInt8]) throws(KioskFailure) -> String {
    do { return Hex.encode(try SHA256.digest(key).prefix(8)).lowercased() } catch {
      throw KioskFailure(.startWindowKeyUnusable)
    }
  }

  private func loaded() throws(KioskFailure) -> SigningKey {
    if let key { return key }
    do {
      let made = try SigningKey(seed: try seed())
      key = made
      return made
    } catch {
      Log.error("the window's signing key cannot be used")
      throw KioskFailure(.startWindowKeyUnusable)
    }
  }

  private func seed() throws(KeyFile.Refusal) -> SecretBytes {
    if let credential, Files.exists(credential) { return try KeyFile.loadCredential(credential) }
    if !Files.exists(file) { try KeyFile.create(file) }
    return try KeyFile.load(file)
  }
}
