internal import CMicroHTTPD

/// What stands behind the library's callbacks.
protocol HTTPCore: AnyObject, Sendable {
  /// Every connection of the port.
  var connections: ConnectionTable { get }
  /// Looks at the headers of a request; `nil` closes the connection without an answer.
  func begin(_ connection: OpaquePointer, _ head: RequestHead) -> Exchange?
  /// Goes on with a request that came whole, or whose answer is there.
  func proceed(_ pointer: OpaquePointer, _ exchange: Exchange) -> MHD_Result
  /// The library is through with a request, or its client has gone.
  func completed(_ pointer: OpaquePointer, _ exchange: Exchange)
  /// A client has connected.
  func opened(_ socket: CInt)
}

/// A core as C can carry it.
final class CoreBox: Sendable {
  let core: any HTTPCore

  init(_ core: any HTTPCore) { self.core = core }
}
