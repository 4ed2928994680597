internal import KioskProtocol
public import ReaderKit

/// The checks against a recording: it is played as it was, and then harmed.
public enum RecordingCheck {
  /// Every line, in the order of the checks; without a family the recording's own head describes it.
  ///
  /// A kind of call passes when the driver does in each of them what it did then and the same comes of it.
  public static func run(
    _ recording: Recording, family other: ReaderFamily? = nil
  ) throws(ReaderDataError) -> [Conformance.Result] {
    let family: ReaderFamily
    if let other { family = other } else { family = try recording.family() }
    let played = try Replay.run(recording, family: family)
    var harmed: [Conformance.Check: Conformance.Result] = [:]
    let device = AnsweringDevice(recording)
    let interfaces = recording.interfaces
    Conformance(family, cardWait: .zero) {
      OpenedDevice(played: device, interfaces, family)
    }.run { harmed[$0.check] = $0 }
    return Conformance.Check.allCases.map { check in
      switch check {
      case .identify: result(check, .identify, played)
      case .find: result(check, .find, played)
      case .read: result(check, .read, played)
      case .still: result(check, .still, played)
      case .close: result(check, .close, played)
      case .checksum, .timeout, .cancel:
        // Who never said who it is cannot be asked again.
        played.contains { $0.kind == .identify && $0.recorded.isSaid }
          ? harmed[check] ?? .init(check, .notTested)
          : .init(check, .notTested, "no identity in the recording")
      }
    }
  }

  private static func result(
    _ check: Conformance.Check, _ kind: RecordedCall.Kind, _ played: [Replay.Played]
  ) -> Conformance.Result {
    let calls = played.filter { $0.kind == kind }
    guard let last = calls.last else { return .init(check, .notTested, "not in the recording") }
    guard let other = calls.first(where: { !$0.isSame }) else {
      return .init(check, .passed, last.result.text)
    }
    return .init(check, .failed, other.deviation ?? "\(other.result.text), recorded: \(other.recorded.text)")
  }
}

extension RecordedCall.Result {
  fileprivate var isSaid: Bool { if case .said = self { true } else { false } }

  fileprivate var text: String {
    switch self {
    case .nothing: ""
    case .said(let words): words
    case .failed(let reason): reason.rawValue
    }
  }
}
