/// Certificates of a test, made by OpenSSL's command line: an authority's, and servers' that it signed or did not.
public struct TestCertificates: Sendable {
  /// What is wrong with a server's certificate.
  public enum Flaw: String, CaseIterable, Sendable {
    /// Signed by an authority of the same name that has another key.
    case foreignAuthority
    /// Signed by itself.
    case nobody
    /// For another host.
    case otherHost
    /// Its time is over.
    case expired
  }

  private let folder: ScratchFolder

  /// The authority's certificate, in PEM.
  public var authority: String { folder.file("authority.pem") }

  /// Makes an authority in `folder`.
  public init(in folder: ScratchFolder) async throws {
    self.folder = folder
    try await makeAuthority("authority")
  }

  /// Makes a certificate for 127.0.0.1 and its key; their paths.
  public func server(_ flaw: Flaw? = nil) async throws -> [String] {
    let name = flaw?.rawValue ?? "good"
    let key = folder.file("\(name).key")
    let host = flaw == .otherHost ? "DNS:gateway.example" : "IP:127.0.0.1,DNS:localhost"
    let certificate = folder.file("\(name).pem")
    let request = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key]
    let subject = ["-subj", "/CN=gateway", "-addext", "subjectAltName=\(host)"]
    guard flaw != .nobody else {
      try await run(request + subject + ["-x509", "-days", "2", "-out", certificate])
      return [certificate, key]
    }
    var signer = "authority"
    if flaw == .foreignAuthority {
      signer = "foreign"
      try await makeAuthority(signer)
    }
    let asked = folder.file("\(name).csr")
    try await run(request + subject + ["-out", asked])
    try await run(
      [
        "x509", "-req", "-in", asked, "-CA", folder.file("\(signer).pem"), "-CAkey",
        folder.file("\(signer).key"), "-set_serial", "7", "-copy_extensions", "copy", "-out", certificate,
        "-days", flaw == .expired ? "-1" : "2",
      ])
    return [certificate, key]
  }

  private func makeAuthority(_ name: String) async throws {
    try await run([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
      "/CN=authority", "-keyout", folder.file("\(name).key"), "-out", folder.file("\(name).pem"),
    ])
  }

  private func run(_ arguments: [String]) async throws {
    let tool = try RunningProgram("/usr/bin/openssl", arguments)
    guard await tool.wait() == 0 else { throw TestFailure("openssl \(arguments[0]): \(tool.errors)") }
  }
}
