/// A failure with its texts from the catalogue.
package struct WireFailure: Codable, Sendable {
  package struct Texts: Codable, Sendable {
    package var chinese: String
    package var english: String

    enum CodingKeys: String, CodingKey {
      case chinese = "zh-CN"
      case english = "en"
    }

    package init(_ text: BilingualText) {
      chinese = text.chinese
      english = text.english
    }

    /// Chinese first, English beside it.
    package var both: String { chinese + " / " + english }
  }

  /// Stable and dotted.
  package var reason: String
  /// Whether the same call could succeed now.
  package var retry: Bool
  /// What is the matter; Chinese first.
  package var message: String
  /// What the clerk does next; Chinese first.
  package var action: String
  /// The texts apart: message, clerk's action, administrator's action.
  package var texts: [String: Texts]
  /// A line, a code or a size.
  package var detail: Int?

  /// What the administrator does next; Chinese first.
  package var administratorAction: String { texts["administrator"]?.both ?? action }

  package init(_ failure: KioskFailure) {
    let entry = failure.reason.entry
    reason = failure.reason.rawValue
    retry = entry.retry
    let message = Texts(entry.message)
    let action = Texts(entry.clerk)
    self.message = message.both
    self.action = action.both
    texts = ["message": message, "clerk": action, "administrator": Texts(entry.administrator)]
    detail = failure.detail
  }

  /// The failure that the message names; a reason of a newer version becomes an internal one.
  package var failure: KioskFailure {
    KioskFailure(FailureReason(rawValue: reason) ?? .serviceInternal, detail: detail)
  }
}
