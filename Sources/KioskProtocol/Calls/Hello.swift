/// The first call of every connection: who is there, and which protocol versions both understand.
package enum Hello: RPCMethod {
  package static let name = "hello"
  /// The versions this build understands.
  package static let versions = 1...1

  package struct Params: Codable, Sendable {
    package var client: String
    /// The oldest and the newest version the client understands.
    package var `protocol`: [Int]

    package init(client: String, versions: ClosedRange<Int> = Hello.versions) {
      self.client = client
      self.protocol = [versions.lowerBound, versions.upperBound]
    }
  }

  package struct Output: Codable, Sendable {
    package var server: String
    /// The version that holds on this connection.
    package var `protocol`: Int

    package init(server: String, version: Int) {
      self.server = server
      self.protocol = version
    }
  }

  /// The newest version both sides know.
  package static func agree(_ offered: [Int]) throws(KioskFailure) -> Int {
    guard let oldest = offered.first, let newest = offered.last, offered.count == 2, oldest <= newest else {
      throw KioskFailure(.requestBadParameters)
    }
    let common = min(newest, versions.upperBound)
    guard common >= max(oldest, versions.lowerBound) else { throw KioskFailure(.requestVersionUnsupported) }
    return common
  }
}
