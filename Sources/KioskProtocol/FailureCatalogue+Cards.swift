/// Cards and card sessions.
extension CatalogueEntry {
  static let cardTimeout = CatalogueEntry(
    retry: true,
    message: BilingualText("没有等到卡片。", "No card was laid on the reader in time."),
    clerk: BilingualText("请放卡，然后重新读卡。", "Lay a card on the reader and read again."),
    administrator: BilingualText(
      "若放了卡仍读不到，换一张卡核对读卡机是否正常。",
      "If a card is there and is not found, check the reader with another card."))

  static let cardRemoved = CatalogueEntry(
    retry: true,
    message: BilingualText("卡片移动了。", "The card was moved while it was being read."),
    clerk: BilingualText("请重新放好卡片，读完前不要移动。", "Lay the card again and leave it there until it is read."),
    administrator: BilingualText(
      "若经常出现，检查读卡机放置是否平稳，附近是否有金属。",
      "If it happens often, check that the reader stands firmly and away from metal."))

  static let cardReadFailed = CatalogueEntry(
    retry: true,
    message: BilingualText("没有读出卡片内容。", "The card's contents could not be read."),
    clerk: BilingualText("请拿起卡片，重新放好再读。", "Lift the card, lay it again and read again."),
    administrator: BilingualText(
      "换一张卡核对；只有一张卡读不出时，该卡可能已损坏。",
      "Check with another card; if only one card fails, that card may be damaged."))

  static let cardNotGenuine = CatalogueEntry(
    retry: false,
    message: BilingualText("安全模块没有通过对卡片的验证。", "The security module could not verify the card."),
    clerk: BilingualText(
      "请先核对证件，再换一台读卡机；仍不通过，请按规定核实证件。",
      "Look at the document and try another reader; if that fails too, have the document verified as your rules say."
    ),
    administrator: BilingualText(
      "用另一张卡检查读卡机；若所有卡都不通过，送检安全模块。",
      "Check the reader with another card; if every card fails, have the security module checked."))

  static let cardNotRecognised = CatalogueEntry(
    retry: false,
    message: BilingualText("这不是可以识别的证件。", "This is not a card that can be recognised."),
    clerk: BilingualText(
      "请核对放的是不是身份证或居住证，一次只放一张。",
      "Check that it is an identity card or residence permit, and lay one card at a time."),
    administrator: BilingualText(
      "用一张确认有效的证件检查读卡机。", "Check the reader with a document that is known to work."))

  static let cardNeedsSAM = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "这台读卡机没有安全模块，不能读身份证。", "This reader has no security module and cannot read identity cards."),
    clerk: BilingualText("请换用身份证读卡机。", "Use a reader made for identity cards."),
    administrator: BilingualText(
      "给窗口配备带安全模块的读卡机，普通 NFC 读卡机只能看到卡片。",
      "Give the window a reader with a security module; a plain NFC reader only sees that a card is there."))

  static let sessionEnded = CatalogueEntry(
    retry: false,
    message: BilingualText("这次读卡已经结束。", "This card session has ended."),
    clerk: BilingualText("请重新放卡读取。", "Lay the card and read it again."),
    administrator: BilingualText(
      "若结束得太早，调整配置中的 session.seconds。",
      "If sessions end too early, change session.seconds in the configuration."))

  static let sessionNotYours = CatalogueEntry(
    retry: false,
    message: BilingualText("这次读卡属于另一位人员。", "This card session belongs to another clerk."),
    clerk: BilingualText("请自己重新读卡后办理。", "Read the card yourself and go on from there."),
    administrator: BilingualText(
      "让每位人员使用自己的登录用户。", "Have each clerk use a login of their own."))

  static let sessionNothingRead = CatalogueEntry(
    retry: false,
    message: BilingualText("还没有读卡。", "No card has been read yet."),
    clerk: BilingualText("请先放卡读取。", "Lay a card and read it first."),
    administrator: BilingualText(
      "无需处理；若由其他程序调用，请先调用读卡。",
      "Nothing to do; a program that makes this call has to read a card first."))
}
