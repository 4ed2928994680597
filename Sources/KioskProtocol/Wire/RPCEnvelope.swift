/// A request id: JSON-RPC allows a number or a string.
package enum RequestID: Codable, Hashable, Sendable {
  case number(Int)
  case text(String)

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}

/// The forms of a JSON-RPC 2.0 message.
package enum RPCEnvelope {
  /// What every request and notification begins with.
  package struct Head: Decodable, Sendable {
    package var jsonrpc: String
    package var method: String
    package var id: RequestID?
  }

  /// The parameters of a request.
  package struct Parameters<Params: Decodable>: Decodable { package var params: Params? }

  package struct Request<Params: Encodable>: Encodable {
    var jsonrpc = "2.0"
    var id: RequestID
    var method: String
    var params: Params
    package init(id: RequestID, method: String, params: Params) {
      self.id = id
      self.method = method
      self.params = params
    }
  }

  package struct Notification<Params: Encodable>: Encodable {
    var jsonrpc = "2.0"
    var method: String
    var params: Params
    package init(method: String, params: Params) {
      self.method = method
      self.params = params
    }
  }

  package struct Success<Output: Encodable>: Encodable {
    var jsonrpc = "2.0"
    var id: RequestID
    var result: Output
    package init(id: RequestID, result: Output) {
      self.id = id
      self.result = result
    }
  }

  /// An error object: JSON-RPC's number and message, and the catalogue's entry as data.
  package struct Problem: Codable, Sendable {
    package var code: Int
    package var message: String
    package var data: WireFailure?
    package init(_ failure: KioskFailure) {
      data = WireFailure(failure)
      message = failure.reason.entry.message.english
      code =
        switch failure.reason {
        case .requestMalformed: -32700
        case .requestTooLong, .requestHelloFirst: -32600
        case .requestUnknownMethod: -32601
        case .requestBadParameters: -32602
        case .serviceInternal: -32603
        default: -32000
        }
    }
  }

  package struct Failure: Encodable {
    var jsonrpc = "2.0"
    var id: RequestID?
    var error: Problem
    enum CodingKeys: String, CodingKey { case jsonrpc, id, error }
    package init(id: RequestID?, _ failure: KioskFailure) {
      self.id = id
      error = Problem(failure)
    }
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(jsonrpc, forKey: .jsonrpc)
      try container.encode(id, forKey: .id)
      try container.encode(error, forKey: .error)
    }
  }

  /// What a client receives: an answer or a notification.
  package struct Incoming: Decodable, Sendable {
    package var id: RequestID?
    package var method: String?
    package var error: Problem?
  }

  package struct Result<Output: Decodable>: Decodable { package var result: Output }
  package struct Parameter<Params: Decodable>: Decodable { package var params: Params }
}
