/// One call a client can make: parameters, answer and name.
package protocol RPCMethod: Sendable {
  associatedtype Params: Codable & Sendable
  associatedtype Output: Codable & Sendable
  static var name: String { get }
}

/// One message a server sends by itself.
///
/// Notifications carry no personal value.
package protocol RPCNotification: Codable, Sendable {
  static var name: String { get }
}

/// No members.
package struct Empty: Codable, Sendable {
  package init() {}
}
