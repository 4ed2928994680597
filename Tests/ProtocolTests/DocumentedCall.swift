import CounterRules
import KioskProtocol

/// A call as the protocol's documents tell it.
struct DocumentedCall {
  /// A program that answers calls.
  enum Server: String, CaseIterable {
    case counter
    case reader

    /// As it says in its hello.
    var program: String { self == .counter ? "idkioskd" : "idkiosk-readerd" }
    /// The file of its socket, in the folder of the sockets.
    var socket: String { rawValue + ".sock" }
  }

  let server: Server
  let name: String
  /// The right that a caller needs; the reader daemon decides by who may connect.
  let act: Act?
  /// What may come on the way to the answer, to the caller alone.
  let notifications: [String]
  /// The type that stands for the call, by which its comment is found.
  let type: String
  let params: @Sendable (ShapeBook) throws -> Shape
  let answer: @Sendable (ShapeBook) throws -> Shape

  private init<Method: RPCMethod>(
    _ method: Method.Type, _ server: Server, _ act: Act?, _ notifications: [any RPCNotification.Type]
  ) {
    self.server = server
    self.act = act
    self.notifications = notifications.map { $0.name }
    name = Method.name
    type = ShapeBook.name(of: method)
    params = { try $0.shape(of: Method.Params.self) }
    answer = { try $0.shape(of: Method.Output.self) }
  }

  /// A call of the counter daemon.
  static func counter<Method: RPCMethod>(
    _ method: Method.Type, needs act: Act?, tells notifications: [any RPCNotification.Type] = []
  ) -> DocumentedCall {
    DocumentedCall(method, .counter, act, notifications)
  }

  /// A call of the reader daemon.
  static func reader<Method: RPCMethod>(
    _ method: Method.Type, tells notifications: [any RPCNotification.Type] = []
  ) -> DocumentedCall {
    DocumentedCall(method, .reader, nil, notifications)
  }
}

/// A notification as the protocol's documents tell it.
struct DocumentedNotification {
  let name: String
  let type: String
  let content: @Sendable (ShapeBook) throws -> Shape

  init<Notification: RPCNotification>(_ notification: Notification.Type) {
    name = Notification.name
    type = ShapeBook.name(of: notification)
    content = { try $0.shape(of: notification) }
  }
}
