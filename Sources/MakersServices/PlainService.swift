internal import FoundationEssentials
internal import KioskProtocol

/// Idkiosk's own local service: a reading as it stands in the protocol, for pages that nobody wrote yet (docs/makers-services.md
/// §3.4).
enum PlainService {
  /// Seconds that a page waits where it does not say how long, and the most that it may.
  private static let patience = 30.0
  private static let longest = 3_600.0

  static func call(_ path: String, _ arguments: [String: String]) -> MakersCall? {
    switch path {
    case "/ready": return .open
    case "/read":
      guard let text = arguments["timeoutSeconds"] else { return .read(seconds: patience) }
      // What is no number is answered at once, like 0.
      let seconds = Double(text).flatMap { $0.isFinite ? $0 : nil } ?? 0
      return .read(seconds: min(max(seconds, 0), longest))
    default: return nil
    }
  }

  static func body(_ answer: MakersAnswer) -> String {
    switch answer {
    case .reading(let reading): text(Answer(reading: reading))
    case .done, .samID, .version: text(Answer(ready: true))
    case .busy: text(Answer(error: WireFailure(KioskFailure(.readerClaimed))))
    case .failed(let reason): text(Answer(error: WireFailure(KioskFailure(reason))))
    }
  }

  /// One of these and no other.
  private struct Answer: Encodable {
    var reading: WireReading?
    var ready: Bool?
    var error: WireFailure?
  }

  private static func text(_ answer: Answer) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(answer)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
