/// Readers: finding, opening and talking to them.
extension CatalogueEntry {
  static let readerNone = CatalogueEntry(
    retry: false,
    message: BilingualText("没有找到读卡机。", "No card reader was found."),
    clerk: BilingualText(
      "请检查读卡机的电源和 USB 线，重新插好。", "Check the reader's power and USB cable, and plug it in again."),
    administrator: BilingualText(
      "用 lsusb 和 idkiosk readers 核对读卡机是否被系统识别、型号是否受支持。",
      "Check with lsusb and idkiosk readers that the system sees the reader and that its model is supported.")
  )

  static let readerUnknown = CatalogueEntry(
    retry: false,
    message: BilingualText("没有这台读卡机。", "There is no reader with this name."),
    clerk: BilingualText("请在列表中重新选择读卡机。", "Choose the reader from the list again."),
    administrator: BilingualText(
      "用 idkiosk readers 查看读卡机的编号。", "See the readers' ids with idkiosk readers."))

  static let readerClaimed = CatalogueEntry(
    retry: true,
    message: BilingualText("读卡机正由另一位人员使用。", "Another clerk is using the reader."),
    clerk: BilingualText("请等对方完成读卡后再试。", "Wait until the other clerk is done and try again."),
    administrator: BilingualText(
      "用 idkiosk status 查看谁在使用；需要时给窗口添一台读卡机。",
      "See with idkiosk status who uses it; give the window another reader if needed."))

  static let readerAmbiguous = CatalogueEntry(
    retry: false,
    message: BilingualText("接了不止一台读卡机。", "More than one reader is connected."),
    clerk: BilingualText("请选择要用的读卡机。", "Choose the reader to use."),
    administrator: BilingualText(
      "用 idkiosk readers 查看编号，读卡时用 --reader 指定。",
      "See the ids with idkiosk readers and name one with --reader."))

  static let readerGone = CatalogueEntry(
    retry: false,
    message: BilingualText("读卡机已断开。", "The reader was disconnected."),
    clerk: BilingualText("请重新插好读卡机，然后重新放卡。", "Plug the reader in again, then lay the card again."),
    administrator: BilingualText(
      "若经常断开，更换 USB 线或接口，并用 journalctl -k 查看断开的记录。",
      "If it happens often, change the USB cable or port, and see the disconnections with journalctl -k."))

  static let readerTimeout = CatalogueEntry(
    retry: true,
    message: BilingualText("读卡机没有及时回答。", "The reader did not answer in time."),
    clerk: BilingualText("请重新放卡再试一次。", "Lay the card again and try once more."),
    administrator: BilingualText(
      "若经常出现，重新插拔读卡机，并检查 USB 线和供电。",
      "If it happens often, replug the reader and check its cable and power."))

  static let readerBadAnswer = CatalogueEntry(
    retry: true,
    message: BilingualText("读卡机的回答有误。", "The reader's answer was garbled."),
    clerk: BilingualText("请重新放卡再试一次。", "Lay the card again and try it once more."),
    administrator: BilingualText(
      "若经常出现，更换 USB 线或接口；仍不行，送修读卡机。",
      "If it happens often, change the USB cable or port; if that does not help, have the reader repaired."))

  static let readerHung = CatalogueEntry(
    retry: false,
    message: BilingualText("读卡机停止响应。", "The reader has stopped responding."),
    clerk: BilingualText("请拔下读卡机，等几秒再插上。", "Unplug the reader, wait a few seconds and plug it in again."),
    administrator: BilingualText(
      "若插拔后仍无响应，送修读卡机。", "If it stays silent after replugging, have the reader repaired."))

  static let readerAccessDenied = CatalogueEntry(
    retry: false,
    message: BilingualText("系统不允许打开读卡机。", "The system does not allow the reader to be opened."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "安装 70-idkiosk.rules，运行 udevadm control --reload，然后重新插拔读卡机。",
      "Install 70-idkiosk.rules, run udevadm control --reload, then replug the reader."))

  static let readerBusy = CatalogueEntry(
    retry: false,
    message: BilingualText("读卡机被其他程序占用。", "Another program is using the reader."),
    clerk: BilingualText("请关闭其他读卡程序后再试。", "Close the other card reading program and try again."),
    administrator: BilingualText(
      "用 fuser 查明占用读卡机的程序，停用厂家自带的读卡服务。",
      "Find the program that holds the reader with fuser, and disable the maker's own service."))

  static let readerNotAccepted = CatalogueEntry(
    retry: false,
    message: BilingualText("这台读卡机不属于本窗口。", "This reader does not belong to this window."),
    clerk: BilingualText(
      "请换回本窗口的读卡机，或联系管理员。", "Put this window's own reader back, or call the administrator."),
    administrator: BilingualText(
      "核对读卡机外壳上的编号；确认无误后用 idkiosk readers accept 接受，或写入 readers.known。",
      "Compare the number on its housing; then accept it with idkiosk readers accept, or add it to readers.known."
    )
  )

  static let readerUnsupported = CatalogueEntry(
    retry: false,
    message: BilingualText("暂不支持这种读卡机。", "This kind of reader is not supported."),
    clerk: BilingualText("请换一台受支持的读卡机。", "Use a reader that is supported."),
    administrator: BilingualText(
      "用 lsusb 查看编号，与说明书中受支持的读卡机核对。",
      "Look up its id with lsusb and compare it with the list of supported readers."))

  static let readerOpenFailed = CatalogueEntry(
    retry: true,
    message: BilingualText("读卡机没有打开。", "The reader could not be opened."),
    clerk: BilingualText("请重新插拔读卡机再试。", "Replug the reader and try again."),
    administrator: BilingualText(
      "用 journalctl -u idkiosk-readerd 查看原因。",
      "Look for the cause with journalctl -u idkiosk-readerd."))

  static let readerNotAuthorised = CatalogueEntry(
    retry: false,
    message: BilingualText("读卡机的安全模块未获授权。", "The reader's security module is not authorised."),
    clerk: BilingualText("请换一台读卡机。", "Use another reader."),
    administrator: BilingualText(
      "联系读卡机厂家办理安全模块授权。", "Ask the reader's maker to authorise the security module."))

  static let readerSelfTestFailed = CatalogueEntry(
    retry: false,
    message: BilingualText("读卡机的安全模块自检未通过。", "The reader's security module failed its self-test."),
    clerk: BilingualText("请拔下读卡机再插上；仍不行，请换一台。", "Replug the reader; if that does not help, use another one."),
    administrator: BilingualText(
      "若插拔后仍未通过，送厂家检修安全模块。",
      "If it still fails after replugging, have the maker check the security module."))

  static let readerRefusedCommand = CatalogueEntry(
    retry: true,
    message: BilingualText("读卡机没有接受命令。", "The reader did not accept the command."),
    clerk: BilingualText("请拿起卡片，重新放卡再试。", "Lift the card, lay it again and try again."),
    administrator: BilingualText(
      "若每次都出现，该型号可能不支持这项功能，请核对型号和固件。",
      "If it happens every time, the model may lack this function; check its model and firmware."))
}
