/// What the doctor says that is no failure of the catalogue: how a thing is, and what to do next.
package enum DoctorAdvice: CaseIterable, Sendable {
  case counterAnswers, readerServiceAnswers, readerReady, readerOpening, readerSlower
  case samAnswers, usbSeen, usbRuleNotApplied, usbHeld, usbAbsent
  case portraitsDecoded, archiveOpen
  case diskRoom, diskLow, diskFull
  case clockRight, clockUnset, clockSynchronised, clockNotSynchronised
  case gatewayConfigured, gatewayMissing, gatewayForTrying
  case messagesGone, messagesStuck
  case pcscdListens, pcscdAbsent
  case ruleInstalled, ruleMissing
  case policyInstalled, policyMissing, policyOtherPort

  /// How it is.
  package var text: BilingualText {
    switch self {
    case .counterAnswers: BilingualText("窗口服务正常。", "The counter daemon answers.")
    case .readerServiceAnswers: BilingualText("读卡服务正常。", "The reader daemon answers.")
    case .readerReady: BilingualText("读卡机就绪。", "The reader is ready.")
    case .readerOpening: BilingualText("读卡机正在启动。", "The reader is being opened.")
    case .readerSlower: BilingualText("读卡比以前慢。", "Reading is slower than before.")
    case .samAnswers: BilingualText("安全模块有应答。", "The security module answers.")
    case .usbSeen: BilingualText("机器看得到读卡机，规则已生效。", "The machine sees the reader, and the rule was applied.")
    case .usbRuleNotApplied:
      BilingualText(
        "机器看得到读卡机，但规则没有对它生效。", "The machine sees the reader, but the rule was not applied to it.")
    case .usbHeld: BilingualText("读卡机被另一个程序占用。", "Another program has the reader.")
    case .usbAbsent:
      BilingualText("机器看不到任何认识的 USB 读卡机。", "The machine sees no USB reader that is known.")
    case .portraitsDecoded: BilingualText("照片解码库可用。", "The portrait decoder loads and answers.")
    case .archiveOpen: BilingualText("档案已打开，密钥相符。", "The archive is open, and its key is right.")
    case .diskRoom: BilingualText("磁盘空间足够。", "The disk has room.")
    case .diskLow: BilingualText("磁盘空间不多了。", "The disk is filling up.")
    case .diskFull: BilingualText("磁盘几乎已满，建档随时可能失败。", "The disk is nearly full: filing may fail at any time.")
    case .clockRight: BilingualText("时钟正常。", "The clock is set.")
    case .clockUnset:
      BilingualText("时钟没有设置，读卡时间会记错。", "The clock was never set: readings carry a wrong time.")
    case .clockSynchronised: BilingualText("时钟由时间服务器校准。", "A time server keeps the clock.")
    case .clockNotSynchronised: BilingualText("时钟没有与时间服务器同步。", "The clock is not kept by a time server.")
    case .gatewayConfigured: BilingualText("短信网关已配置。", "A message gateway is configured.")
    case .gatewayMissing:
      BilingualText("没有配置短信网关，不能绑定手机号码。", "No message gateway: no mobile number can be bound.")
    case .gatewayForTrying:
      BilingualText("短信只进试用收件箱，不会发出。", "Messages go to the inbox for trying out, to no telephone.")
    case .messagesGone: BilingualText("最近的短信都已发出。", "The newest messages have gone out.")
    case .messagesStuck: BilingualText("最近有短信没有发出。", "Some of the newest messages have not gone out.")
    case .pcscdListens: BilingualText("pcscd 在运行。", "pcscd is there.")
    case .pcscdAbsent:
      BilingualText("pcscd 没有运行，PC/SC 读卡机不能用。", "pcscd is not there: PC/SC readers cannot be used.")
    case .ruleInstalled: BilingualText("udev 规则已安装。", "The udev rule is installed.")
    case .ruleMissing:
      BilingualText("没有安装 udev 规则，USB 读卡机可能打不开。", "The udev rule is missing: USB readers may stay closed.")
    case .policyInstalled: BilingualText("浏览器策略已安装。", "The browser policy is installed.")
    case .policyMissing:
      BilingualText("没有安装浏览器策略，页面可能没有声音。", "The browser policy is missing: the page may be silent.")
    case .policyOtherPort:
      BilingualText(
        "浏览器策略写的是另一个端口，页面可能没有声音。", "The browser policy is for another port: the page may be silent.")
    }
  }

  /// What the administrator does next; `nil` where nothing needs to be done.
  package var action: BilingualText? {
    switch self {
    case .counterAnswers, .readerServiceAnswers, .readerReady, .samAnswers, .usbSeen, .portraitsDecoded,
      .archiveOpen, .diskRoom,
      .clockRight, .clockSynchronised,
      .gatewayConfigured, .messagesGone, .pcscdListens, .ruleInstalled, .policyInstalled:
      nil
    case .readerOpening:
      BilingualText("请稍候再看；一直如此请拔插读卡机。", "Look again in a moment; if it stays so, plug the reader in again.")
    case .readerSlower: BilingualText("请检查读卡机、USB 线和集线器。", "Check the reader, its cable and the hub.")
    case .usbRuleNotApplied:
      BilingualText(
        "拔插读卡机，或执行 udevadm control --reload && udevadm trigger --subsystem-match=usb。",
        "Plug it in again, or run udevadm control --reload && udevadm trigger --subsystem-match=usb.")
    case .usbHeld: BilingualText("请关掉那个程序，再拔插读卡机。", "End that program, then plug the reader in again.")
    case .usbAbsent:
      BilingualText(
        "检查 USB 线、集线器和读卡机的灯；用 lsusb 对照 docs/readers.md 中的编号。",
        "Check the cable, the hub and the reader's light; compare lsusb with the numbers in docs/readers.md.")
    case .diskLow: BilingualText("请清理磁盘，或给档案换大一些的磁盘。", "Clear the disk, or give the archive a larger one.")
    case .diskFull: BilingualText("请立即清理磁盘。", "Clear the disk now.")
    case .clockUnset:
      BilingualText(
        "用 timedatectl set-time 或 set-ntp true 设置时钟。", "Set it with timedatectl set-time or set-ntp true.")
    case .clockNotSynchronised:
      BilingualText("用 timedatectl set-ntp true 打开对时。", "Switch that on with timedatectl set-ntp true.")
    case .gatewayMissing:
      BilingualText(
        "按 docs/mobile-number.md 设置 sms.gateway。", "Set sms.gateway as docs/mobile-number.md says.")
    case .gatewayForTrying:
      BilingualText("正式使用前请把 sms.gateway 换成真正的网关。", "Set sms.gateway to a real one before real use.")
    case .messagesStuck: BilingualText("用 idkiosk sms queue 看原因。", "See why with idkiosk sms queue.")
    case .pcscdAbsent:
      BilingualText(
        "apt install pcscd；systemctl enable --now pcscd.socket",
        "apt install pcscd; systemctl enable --now pcscd.socket")
    case .ruleMissing:
      BilingualText(
        "安装软件包，或把 udev/70-idkiosk.rules 放进 /etc/udev/rules.d，再执行 udevadm control --reload。",
        "Install the package, or put udev/70-idkiosk.rules into /etc/udev/rules.d and run udevadm control --reload."
      )
    case .policyOtherPort:
      BilingualText(
        "把 /etc/chromium/policies/managed/idkiosk-policy.json 中的端口改成 page.port 的端口。",
        "Put the port of page.port into /etc/chromium/policies/managed/idkiosk-policy.json.")
    case .policyMissing:
      BilingualText(
        "安装软件包，或把 packaging/desktop/idkiosk-policy.json 放进 /etc/chromium/policies/managed。",
        "Install the package, or put packaging/desktop/idkiosk-policy.json into /etc/chromium/policies/managed."
      )
    }
  }
}

extension Doctor.Check {
  /// What the doctor says of `subject`.
  package init(
    _ subject: Doctor.Subject, _ state: Doctor.State, _ advice: DoctorAdvice, name: String? = nil,
    figure: Int? = nil
  ) {
    self.init(subject, state, name: name, text: advice.text, action: advice.action, figure: figure)
  }
}
