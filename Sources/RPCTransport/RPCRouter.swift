package import KioskProtocol

/// Finds the handler for a request and turns every outcome into one answer line.
package struct RPCRouter: Sendable {
  private typealias Handler = @Sendable (RequestID, [UInt8], RPCCaller) async -> [UInt8]
  private var handlers: [String: Handler] = [:]
  /// The name this server says in its hello.
  package let serverName: String

  package init(serverName: String) { self.serverName = serverName }

  /// The calls that are answered besides hello.
  package var methods: Set<String> { Set(handlers.keys) }

  /// Answers `Method` with `body`.
  package mutating func on<Method: RPCMethod>(
    _ method: Method.Type,
    _ body: @escaping @Sendable (Method.Params, RPCCaller) async throws(KioskFailure) -> Method.Output
  ) {
    handlers[Method.name] = { id, line, caller in
      do throws(KioskFailure) {
        let params = try Self.parameters(Method.Params.self, in: line)
        return Lines.encode(RPCEnvelope.Success(id: id, result: try await body(params, caller)))
      } catch {
        return Lines.encode(RPCEnvelope.Failure(id: id, error))
      }
    }
  }

  /// Answers one request of an open connection; a notification from a client is not answered.
  package func answer(_ line: [UInt8], from caller: RPCCaller) async -> [UInt8]? {
    guard let head = Lines.decode(RPCEnvelope.Head.self, from: line), head.jsonrpc == "2.0" else {
      // A whole JSON text that is no request is answered as such; the id of a broken one cannot be trusted.
      return Lines.encode(RPCEnvelope.Failure(id: nil, KioskFailure(.requestMalformed)))
    }
    guard let id = head.id else { return nil }
    if head.method == Hello.name { return hello(id, line, caller) }
    guard caller.hasSaidHello else {
      return Lines.encode(RPCEnvelope.Failure(id: id, KioskFailure(.requestHelloFirst)))
    }
    guard let handler = handlers[head.method] else {
      return Lines.encode(RPCEnvelope.Failure(id: id, KioskFailure(.requestUnknownMethod)))
    }
    return await handler(id, line, caller)
  }

  private func hello(_ id: RequestID, _ line: [UInt8], _ caller: RPCCaller) -> [UInt8] {
    do throws(KioskFailure) {
      let params = try Self.parameters(Hello.Params.self, in: line)
      let version = try Hello.agree(params.protocol)
      caller.saidHello()
      return Lines.encode(
        RPCEnvelope.Success(id: id, result: Hello.Output(server: serverName, version: version)))
    } catch {
      return Lines.encode(RPCEnvelope.Failure(id: id, error))
    }
  }

  private static func parameters<Params: Decodable>(
    _ type: Params.Type, in line: [UInt8]
  ) throws(KioskFailure) -> Params {
    guard let envelope = Lines.decode(RPCEnvelope.Parameters<Params>.self, from: line) else {
      throw KioskFailure(.requestBadParameters)
    }
    if let params = envelope.params { return params }
    guard let empty = Lines.decode(type, from: Array("{}".utf8)) else {
      throw KioskFailure(.requestBadParameters)
    }
    return empty
  }
}
