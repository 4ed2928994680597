/// `doctor`: what is fine at this window, and what to do about what is not; nothing about anybody.
package enum Doctor: RPCMethod {
  package static let name = "doctor"
  package typealias Params = Empty

  /// What was looked at.
  package enum Subject: String, Codable, CaseIterable, Sendable {
    case counterService, readerService, reader, sam, portrait, archive, disk, clock, gateway, messages
    case pcscd, usb, udevRule, browserPolicy
  }

  package enum State: String, Codable, CaseIterable, Sendable { case fine, attention, trouble }

  package struct Check: Codable, Sendable {
    package var subject: Subject
    package var state: State
    /// Which reader, which library, or which program has the device.
    package var name: String?
    /// How it is; Chinese first.
    package var text: String
    /// What the administrator does next, absent where nothing needs to be done; Chinese first.
    package var action: String?
    /// Of the catalogue of failures (docs/errors.md).
    package var reason: FailureReason?
    /// Milliseconds of a reading (median) or of an answer, MiB free on the disk, persons on file, messages that wait or failed.
    package var figure: Int?
    package init(
      _ subject: Subject, _ state: State, name: String? = nil, text: BilingualText,
      action: BilingualText? = nil, reason: FailureReason? = nil, figure: Int? = nil
    ) {
      self.subject = subject
      self.state = state
      self.name = name
      self.text = WireFailure.Texts(text).both
      self.action = action.map { WireFailure.Texts($0).both }
      self.reason = reason
      self.figure = figure
    }

    /// What a failure says, with what the administrator does.
    package init(
      _ subject: Subject, _ failure: FailureReason, state: State = .trouble, name: String? = nil
    ) {
      let entry = failure.entry
      self.init(
        subject, state, name: name, text: entry.message, action: entry.administrator, reason: failure)
    }
  }

  package struct Output: Codable, Sendable {
    package var checks: [Check]
    package init(checks: [Check]) { self.checks = checks }
  }
}
