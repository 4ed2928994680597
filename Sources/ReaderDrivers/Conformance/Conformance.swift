public import KioskProtocol
public import LinuxPlatform
public import ReaderKit

/// What every driver must do with every reader, tried out one after the other.
public struct Conformance {
  /// One thing that is tried.
  public enum Check: String, CaseIterable, Sendable {
    case identify, find, read, still, checksum, timeout, cancel, close

    /// What is tried, for people.
    public var text: BilingualText {
      switch self {
      case .identify: BilingualText("说明自己是谁", "says who it is")
      case .find: BilingualText("找到卡片", "finds a card")
      case .read: BilingualText("读出卡片", "reads the card")
      case .still: BilingualText("判断卡片是否还在", "tells whether the card still lies there")
      case .checksum: BilingualText("校验错误后恢复", "mends a wrong checksum")
      case .timeout: BilingualText("超时后恢复", "mends a missing answer")
      case .cancel: BilingualText("可以中途取消", "can be cancelled")
      case .close: BilingualText("关闭后可再次打开", "can be closed and opened again")
      }
    }
  }

  /// What came of it.
  public enum Outcome: String, Sendable { case passed, failed, notTested }

  /// One line of the report.
  public struct Result: Equatable, Sendable {
    /// What was tried.
    public var check: Check
    /// What came of it.
    public var outcome: Outcome
    /// What was seen, in words that name no value of a card.
    public var detail: String

    /// A line.
    public init(_ check: Check, _ outcome: Outcome, _ detail: String = "") {
      (self.check, self.outcome, self.detail) = (check, outcome, detail)
    }

    /// It as the wire has it.
    package var line: DriverCheckLine {
      DriverCheckLine(
        check: check.rawValue, outcome: DriverCheckLine.Outcome(rawValue: outcome.rawValue) ?? .notTested,
        text: check.text, detail: detail)
    }
  }

  private let family: ReaderFamily
  private let open: () throws(KioskFailure) -> OpenedDevice
  private let cardWait: Duration
  private let flag: CancelFlag
  private let trouble = LinkTrouble()

  /// For a reader that `open` opens; a card is waited for at most `cardWait`.
  public init(
    _ family: ReaderFamily, cardWait: Duration, _ flag: CancelFlag = CancelFlag(),
    open: @escaping () throws(KioskFailure) -> OpenedDevice
  ) {
    (self.family, self.cardWait, self.flag, self.open) = (family, cardWait, flag, open)
  }

  /// Everything, in order, on the calling thread; each line as soon as it is known.
  ///
  /// Blocks for the device and for whoever lays the card.
  public func run(_ tell: (Result) -> Void) {
    var driver: any ReaderDriver
    do throws(KioskFailure) { driver = try opened() } catch {
      tell(Result(.identify, .failed, error.reason.rawValue))
      for check in Check.allCases.dropFirst() { tell(Result(check, .notTested, "not opened")) }
      return
    }
    var identity: String?
    var isUnasked = false
    tell(
      result(.identify) { () throws(KioskFailure) in
        do throws(KioskFailure) { identity = try driver.identify(flag) } catch {
          guard error.reason == .cardRemoved else { throw error }
          isUnasked = true
          return (.notTested, "only with a card")
        }
        return identity.map { (.passed, "SAM \($0)") } ?? (.passed, "no SAM id")
      })
    let found = result(.find) { () throws(KioskFailure) in
      try find(driver) ? (.passed, "") : (.failed, "no card")
    }
    tell(found)
    guard found.outcome == .passed else {
      for check in [Check.read, .still] { tell(Result(check, .notTested, "no card")) }
      troubles(driver, identity).forEach(tell)
      tell(close(&driver, identity))
      return
    }
    if isUnasked { identity = (try? driver.identify(flag)) ?? nil }
    tell(
      result(.read) { () throws(KioskFailure) in
        guard case .said(let sizes) = RecordedCall.Result.content(try driver.readCard(flag) { _ in }) else {
          return (.failed, "")
        }
        return (.passed, sizes)
      })
    tell(
      result(.still) { () throws(KioskFailure) in
        switch try driver.isCardStillThere(flag) {
        case true?: (.passed, "")
        case false?: (.failed, "told as lifted")
        case nil: (.notTested, "this reader cannot tell")
        }
      })
    troubles(driver, identity).forEach(tell)
    tell(close(&driver, identity))
  }

  private func opened() throws(KioskFailure) -> any ReaderDriver {
    try family.driver(over: try open(), trouble: trouble)
  }

  private func find(_ driver: any ReaderDriver) throws(KioskFailure) -> Bool {
    let deadline = ContinuousClock.now + cardWait
    let pause = WakeUp()
    while true {
      do throws(KioskFailure) {
        if try driver.findCard(flag) { return true }
      } catch {
        guard error.reason == .cardRemoved else { throw error }
      }
      guard ContinuousClock.now < deadline, !flag.isCancelled else { return false }
      _ = pause.wait(milliseconds: 200)
    }
  }

  /// Each harm must end the one question with its own reason, and the next one must be answered rightly.
  private func troubles(_ driver: any ReaderDriver, _ identity: String?) -> [Result] {
    let cancelled = CancelFlag()
    let all: [(Check, LinkTrouble.Kind, CancelFlag, FailureReason)] = [
      (.checksum, .wrongByte, flag, .readerBadAnswer), (.timeout, .silence, flag, .readerTimeout),
      (.cancel, .cancellation(cancelled), cancelled, .serviceStopping),
    ]
    return all.map { check, kind, flag, reason in
      guard !family.reportsCards else { return Result(check, .notTested, "pages have no frames") }
      return result(check) { () throws(KioskFailure) in
        trouble.plan(kind)
        do throws(KioskFailure) {
          _ = try driver.identify(flag)
          return (.failed, "not noticed")
        } catch {
          guard error.reason == reason else { return (.failed, "told as \(error.reason.rawValue)") }
        }
        return try driver.identify(self.flag) == identity ? (.passed, "") : (.failed, "another identity")
      }
    }
  }

  private func close(_ driver: inout any ReaderDriver, _ identity: String?) -> Result {
    driver.close()
    return result(.close) { () throws(KioskFailure) in
      let again = try opened()
      defer { again.close() }
      return try again.identify(flag) == identity ? (.passed, "") : (.failed, "another identity")
    }
  }

  private func result(
    _ check: Check, _ body: () throws(KioskFailure) -> (Outcome, String)
  ) -> Result {
    do throws(KioskFailure) {
      let (outcome, detail) = try body()
      return Result(check, outcome, detail)
    } catch {
      return Result(check, .failed, error.reason.rawValue)
    }
  }
}
