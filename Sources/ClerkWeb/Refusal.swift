internal import CMicroHTTPD
internal import KioskProtocol
internal import RPCTransport

/// Why a request is not answered with what it asks for.
enum Refusal: Error, Equatable, Sendable {
  /// A header stands there twice.
  case ambiguous
  /// Another site, another name of this machine, or a program that does not say who it is.
  case foreign
  /// A page of an origin that is not configured, or one that does not say of which it is.
  case otherOrigin
  /// A callback that is no name of one.
  case callback
  case unknown
  case method(allowed: StaticText)
  case mediaType
  case tooLarge
  /// More of this kind a second than anybody needs.
  case tooOften
  /// As many open as there may be.
  case tooMany
  case stopping

  /// A literal that can be compared.
  struct StaticText: Equatable, ExpressibleByStringLiteral, Sendable {
    let text: String
    init(stringLiteral value: StaticString) { text = "\(value)" }
  }

  /// The answer; a call's is JSON-RPC wherever the page is the one to read it.
  func reply(isCall: Bool) -> Reply {
    var reply = Reply(status: status, text: words)
    if isCall, let reason { reply = Reply(status: status, failure: reason) }
    switch self {
    case .method(let allowed): reply.headers.append(("Allow", allowed.text))
    case .tooOften, .tooMany, .stopping: reply.headers.append(("Retry-After", "1"))
    default: break
    }
    return reply
  }

  private var reason: FailureReason? {
    switch self {
    case .tooLarge: .requestTooLong
    case .tooOften, .tooMany: .requestTooMany
    case .stopping: .serviceStopping
    default: nil
    }
  }

  private var status: UInt32 {
    switch self {
    case .ambiguous, .callback: 400
    case .foreign, .otherOrigin: 403
    case .unknown: 404
    case .method: 405
    case .tooLarge: 413
    case .mediaType: 415
    case .tooOften: 429
    case .tooMany, .stopping: 503
    }
  }

  private var words: String {
    switch self {
    case .ambiguous: "a header stands there twice"
    case .foreign: "only the clerk page of this machine is answered"
    case .otherOrigin: "this origin is not configured"
    case .callback: "this is no name of a callback"
    case .unknown: "there is nothing of this name"
    case .method: "this method is not offered here"
    case .tooLarge: "the body is too long"
    case .mediaType: "the body has to be application/json"
    case .tooOften: "too many requests a second"
    case .tooMany: "too many are open"
    case .stopping: "the service is stopping"
    }
  }
}
