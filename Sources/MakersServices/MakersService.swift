internal import KioskProtocol

/// A local service of a maker of readers, as pages that were written for it know it (docs/makers-services.md §3).
package enum MakersService: String, CaseIterable, Sendable {
  /// ZKTeco's ZKID Online.
  case zkteco
  /// Synjones' XZX_WEBAPI.
  case synjones
  /// CVR's (华视) local service.
  case cvr
  /// Idkiosk's own, for pages that were written for it.
  case plain

  /// The port that its pages ask.
  package var port: UInt16 {
    switch self {
    case .zkteco: 24_010
    case .synjones: 8_989
    case .cvr: 19_196
    case .plain: 8_481
    }
  }

  /// What a request asks for; `nil` for what this service has not.
  package func call(path: String, arguments: [String: String]) -> MakersCall? {
    switch self {
    case .zkteco: ZKTeco.call(path, arguments)
    case .synjones: Synjones.call(path, arguments)
    case .cvr: CVR.call(path)
    case .plain: PlainService.call(path, arguments)
    }
  }

  /// `answer` without what the page said that it does not want.
  package func trimmed(_ answer: MakersAnswer, _ arguments: [String: String]) -> MakersAnswer {
    guard self == .synjones, arguments["NoPhoto"] == "1", case .reading(var reading) = answer else {
      return answer
    }
    reading.portrait.data = nil
    return .reading(reading)
  }

  /// The answer to a call, in the words of this service.
  package func body(_ answer: MakersAnswer) -> [UInt8] {
    let text =
      switch self {
      case .zkteco: ZKTeco.body(answer)
      case .synjones: Synjones.body(answer)
      case .cvr: CVR.body(answer)
      case .plain: PlainService.body(answer)
      }
    return Array(text.utf8)
  }
}
