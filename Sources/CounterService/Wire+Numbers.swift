internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData

extension WirePhone {
  /// Masked, as on the screen.
  init(_ file: NumberOnFile) {
    self.init(
      person: file.person, phoneMasked: file.bound.map { Masking.phone($0.number.digits).disclosed() },
      boundSince: file.bound?.since, faceConfirmed: file.bound?.isFaceConfirmed,
      waiting: file.waiting.map(Waiting.init), warnings: file.warnings.map(Warning.init))
  }
}

extension WirePhone.Waiting {
  init(_ waiting: NumberOnFile.Waiting) {
    self.init(
      phoneMasked: Masking.phone(waiting.number.digits).disclosed(), purpose: waiting.purpose.rawValue,
      state: waiting.state.rawValue, secondsLeft: waiting.secondsLeft, triesLeft: waiting.triesLeft,
      secondsToNext: waiting.secondsToNext, message: waiting.message, delivery: WireDelivery(waiting.delivery)
    )
  }
}

extension WirePhone.Warning {
  init(_ warning: NumberWarning) {
    let text: BilingualText =
      switch warning {
      case .boundElsewhereRecently:
        BilingualText("该号码不久前还属于另一人。", "The number was another person's until recently.")
      case .manyAttempts: BilingualText("今天对该号码已多次尝试。", "Many attempts were made on this number today.")
      case .changedOften: BilingualText("此人一年内多次更换号码。", "This person's number changed often within a year.")
      }
    self.init(code: warning.rawValue, text: text.both)
  }
}

extension WireDelivery {
  init(_ delivery: Delivery) {
    let reason: FailureReason? = delivery.cause?.kind.map { kind in
      switch kind {
      case .gatewayDown: .smsGatewayDown
      case .untrusted: .smsGatewayUntrusted
      case .refused: .smsRefused
      case .wrongNumber: .smsNumberRefused
      case .limit: .smsLimit
      case .account: .smsAccountRefused
      case .undeliverable: .smsUndeliverable
      case .tooLate: .smsTooLate
      case .noAnswer: .smsNoAnswer
      }
    }
    let state: BilingualText =
      switch delivery.state {
      case .queued: BilingualText("等待发送", "queued")
      case .sent: BilingualText("已发送", "sent")
      case .delivered: BilingualText("已送达", "delivered")
      case .failed: BilingualText("失败", "failed")
      case .unknown: BilingualText("不明", "unknown")
      }
    let cause = reason.map { "：\($0.entry.message.both)" } ?? ""
    let isSecond = delivery.cause?.isSecond == true
    let route = isSecond ? "（经备用网关 over the second gateway）" : ""
    self.init(
      state: delivery.state.rawValue, gateway: isSecond ? 2 : nil, reason: reason,
      text: "\(state.chinese) \(state.english)\(route)\(cause)")
  }
}

extension SMSQueue.Message {
  init(_ message: StoredMessage) {
    self.init(
      message: message.number, kind: message.kind.rawValue, window: message.window,
      queuedAt: message.queuedAt, changedAt: message.changedAt, delivery: WireDelivery(message.delivery))
  }
}

extension ClockReading {
  /// What the machine's clocks say now.
  static var now: ClockReading {
    ClockReading(wall: MachineClock.wall, uptime: MachineClock.uptime, boot: MachineClock.boot)
  }
}
