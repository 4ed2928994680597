/// Portraits and their decoder.
extension CatalogueEntry {
  static let portraitNoDecoder = CatalogueEntry(
    retry: false,
    message: BilingualText("没有安装照片解码库。", "No portrait decoder is installed."),
    clerk: BilingualText(
      "文字信息有效，请用证件上的照片核对本人。", "The text is valid; compare the person with the photo on the document."),
    administrator: BilingualText(
      "向读卡机厂家索取 Linux 照片解码库，填写 portrait.library 和 portrait.interface。",
      "Ask the reader's maker for the Linux portrait library, then set portrait.library and portrait.interface."
    ))

  static let portraitBlockAbsent = CatalogueEntry(
    retry: false,
    message: BilingualText("卡片中没有照片。", "There is no portrait on the card."),
    clerk: BilingualText("请用证件上的照片核对本人。", "Compare the person with the photo printed on the document."),
    administrator: BilingualText(
      "若每张卡都没有照片，核对读卡机型号是否能读照片。",
      "If no card has a portrait, check that this reader model reads portraits."))

  static let portraitHelperMissing = CatalogueEntry(
    retry: false,
    message: BilingualText("照片解码程序没有运行。", "The portrait program is not running."),
    clerk: BilingualText(
      "请用证件上的照片核对本人，并告知管理员。", "Compare the person with the photo on the document, and tell the administrator."
    ),
    administrator: BilingualText(
      "运行 systemctl start idkiosk-portrait.socket，并检查 idkiosk-portrait 是否已安装。",
      "Run systemctl start idkiosk-portrait.socket, and check that idkiosk-portrait is installed."))

  static let portraitLibraryUnusable = CatalogueEntry(
    retry: false,
    message: BilingualText("照片解码库不能使用。", "The portrait library cannot be used."),
    clerk: BilingualText(
      "请用证件上的照片核对本人，并告知管理员解码库有问题。",
      "Compare the person with the photo on the document, and tell the administrator about the library."),
    administrator: BilingualText(
      "核对 portrait.library 的路径、文件权限和处理器架构，用 ldd 检查依赖。",
      "Check the path in portrait.library, the file's permissions and its architecture; check its dependencies with ldd."
    ))

  static let portraitSymbolMissing = CatalogueEntry(
    retry: false,
    message: BilingualText("照片解码库中没有所需的函数。", "The portrait library lacks the function that was asked for."),
    clerk: BilingualText(
      "请用证件上的照片核对本人，并告知管理员缺少函数。",
      "Compare the person with the photo on the document, and tell the administrator that a function is missing."
    ),
    administrator: BilingualText(
      "用 nm -D 查看函数名，改正 portrait.interface 或 portrait.symbol。",
      "See the names with nm -D and correct portrait.interface or portrait.symbol."))

  static let portraitRefused = CatalogueEntry(
    retry: false,
    message: BilingualText("照片解码库没有接受照片数据。", "The portrait library did not accept the portrait data."),
    clerk: BilingualText(
      "请用证件上的照片核对本人，并告知管理员照片未能解码。",
      "Compare the person with the photo on the document, and tell the administrator that it was not decoded."
    ),
    administrator: BilingualText(
      "检查 portrait.code 和厂家要求的授权文件。",
      "Check portrait.code and the licence file that the maker asks for."))

  static let portraitWrongSize = CatalogueEntry(
    retry: false,
    message: BilingualText("解码出的照片大小不对。", "The decoded portrait has the wrong size."),
    clerk: BilingualText(
      "请不要使用屏幕上的照片，用证件上的照片核对本人。", "Use the photo on the document, not the one on the screen."),
    administrator: BilingualText(
      "核对 portrait.interface 与解码库是否一致。",
      "Check that portrait.interface is the interface of this library."))

  static let portraitOverrun = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "照片解码库写出了规定的范围，已被停止。", "The portrait library wrote outside its memory and was stopped."),
    clerk: BilingualText(
      "请用证件上的照片核对本人，并告知管理员解码库已被停止。",
      "Compare the person with the photo on the document, and tell the administrator that the library was stopped."
    ),
    administrator: BilingualText(
      "核对 portrait.interface；若无误，向厂家索取新的解码库。",
      "Check portrait.interface; if it is right, ask the maker for a newer library."))

  static let portraitTimeout = CatalogueEntry(
    retry: true,
    message: BilingualText("照片解码超时。", "Decoding the portrait took too long."),
    clerk: BilingualText("请重新读卡一次。", "Read the card once more."),
    administrator: BilingualText(
      "若经常出现，检查该电脑的负载，或换用其他解码库。",
      "If it happens often, check the load of the computer or use another library."))

  static let portraitCrashed = CatalogueEntry(
    retry: false,
    message: BilingualText("照片解码程序意外退出。", "The portrait program ended unexpectedly."),
    clerk: BilingualText(
      "请用证件上的照片核对本人，并告知管理员程序已退出。",
      "Compare the person with the photo on the document, and tell the administrator that the program ended."),
    administrator: BilingualText(
      "用 journalctl -u 'idkiosk-portrait@*' 查看原因；若经常出现，换用其他解码库。",
      "Look for the cause with journalctl -u 'idkiosk-portrait@*'; if it happens often, use another library.")
  )
}
