internal import Bytes

extension Configuration.Key {
  /// The ports of makers' local services.
  public static let makersPorts: [Self] = [.zktecoPort, .synjonesPort, .cvrPort, .plainPort]
}

/// Makers' local services (docs/makers-services.md).
extension Configuration {
  /// One of them, as it is to be offered.
  public struct MakersSettings: Equatable, Sendable {
    /// The port; 0 for any free one.
    public var port: UInt16
    /// The origins whose pages are answered.
    public var origins: Set<String>
  }

  /// How the service of this name is offered; `nil` where it is not, which is the default.
  public func makersService(_ name: String) -> MakersSettings? {
    Key(rawValue: "service.\(name).port").flatMap(makersService(of:))
  }

  /// The same by the key of its port.
  public func makersService(of key: Key) -> MakersSettings? {
    guard let port = self[key].flatMap({ UInt16($0) }) else { return nil }
    let origins = Key(rawValue: key.rawValue.replacing(".port", with: ".origins")).flatMap { self[$0] } ?? ""
    return MakersSettings(port: port, origins: Set(origins.split(separator: ",").map { $0.trimmedLine() }))
  }

  /// Whether `text` is an origin as browsers write it: scheme, host in small letters, a port that is not the usual one.
  static func isOrigin(_ text: String) -> Bool {
    for (scheme, usual) in [("https://", "443"), ("http://", "80")] where text.hasPrefix(scheme) {
      let rest = text.dropFirst(scheme.count)
      let isVersion6 = rest.hasPrefix("[")
      guard
        let end = isVersion6
          ? rest.firstIndex(of: "]").map(rest.index(after:)) : rest.firstIndex(of: ":") ?? rest.endIndex
      else { return false }
      let (host, port) = (rest[..<end], rest[end...])
      let isHost = host.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x2E].contains(byte)
          || (isVersion6 && [0x3A, 0x5B, 0x5D].contains(byte))
      }
      guard isHost, !host.isEmpty, host.count <= 253 else { return false }
      guard !port.isEmpty else { return true }
      let digits = port.dropFirst()
      return port.hasPrefix(":") && digits != usual && digits.first != "0"
        && UInt16(digits).map { String($0) == digits } ?? false
    }
    return false
  }
}
