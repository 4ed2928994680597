/// Batches.
extension CatalogueEntry {
  static let batchUnknown = CatalogueEntry(
    retry: false,
    message: BilingualText("没有这个批次。", "There is no such batch."),
    clerk: BilingualText("请核对批次编号，或在列表中选择。", "Check the batch's number, or choose it from the list."),
    administrator: BilingualText(
      "用 idkiosk batch list 查看批次；企业用户只能看到自己开的批次。",
      "See the batches with idkiosk batch list; an enterprise sees only those it opened itself."))

  static let batchPaused = CatalogueEntry(
    retry: false,
    message: BilingualText("这个批次已暂停。", "This batch is paused."),
    clerk: BilingualText("请先继续这个批次，再刷卡。", "Resume the batch first, then swipe the cards."),
    administrator: BilingualText(
      "用 idkiosk batch resume 继续。", "Resume it with idkiosk batch resume."))

  static let batchClosed = CatalogueEntry(
    retry: false,
    message: BilingualText("这个批次已结束。", "This batch is closed."),
    clerk: BilingualText("还有卡片时，请另开一个批次。", "If there are more cards, open another batch."),
    administrator: BilingualText(
      "已结束的批次不能再打开，名单仍可导出。", "A closed batch stays closed; its list can still be exported."))

  static let batchUndelivered = CatalogueEntry(
    retry: true,
    message: BilingualText(
      "本窗口还有这个批次的卡片没有送到中心，批次还没有结束。",
      "Cards of this batch still wait at this window for the centre, so the batch was not closed."),
    clerk: BilingualText(
      "请稍等，卡片送到中心后再结束批次；批次可以先暂停。",
      "Wait until they are delivered, then close the batch; it can be paused meanwhile."),
    administrator: BilingualText(
      "用 idkiosk archive outbox 查看哪些在等、为什么；送到后即可结束批次。",
      "See with idkiosk archive outbox what waits and why; once it is delivered, the batch can be closed."))

  static let batchCodeWrong = CatalogueEntry(
    retry: false,
    message: BilingualText("批次码不对。", "The batch code is not right."),
    clerk: BilingualText(
      "请核对批次编号和 8 位批次码；连续输错五次会被锁定。",
      "Check the batch's number and the 8 digits; five wrong tries lock the code."),
    administrator: BilingualText(
      "批次码丢失时，用 idkiosk batch renew-code 换一个新码。",
      "If the code is lost, make another one with idkiosk batch renew-code."))

  static let batchCodeLocked = CatalogueEntry(
    retry: false,
    message: BilingualText("批次码已被锁定。", "The batch code is locked after too many wrong tries."),
    clerk: BilingualText("请窗口人员换一个新的批次码。", "Ask the clerk at the window for another batch code."),
    administrator: BilingualText(
      "核实是谁在试码，再用 idkiosk batch renew-code 换码。",
      "Find out who tried codes, then make another one with idkiosk batch renew-code."))

  static let batchEnterpriseInvalid = CatalogueEntry(
    retry: false,
    message: BilingualText("企业代码不对。", "The enterprise's code is not right."),
    clerk: BilingualText(
      "请对照营业执照核对 18 位统一社会信用代码或 9 位组织机构代码。",
      "Compare the 18 characters of the unified social credit code, or the 9 of the organisation code, with the licence."
    ),
    administrator: BilingualText(
      "校验字符按 GB 32100 或 GB 11714 计算，输错一个字符就不符。",
      "The check character follows GB 32100 or GB 11714; one wrong character does not fit it."))

  static let batchListUnreadable = CatalogueEntry(
    retry: false,
    message: BilingualText("名单文件无法读取。", "The list of people cannot be read."),
    clerk: BilingualText(
      "请在表格软件中把名单另存为 CSV 文件，再选择一次。",
      "Save the list as a CSV file in the spreadsheet program and choose it again."),
    administrator: BilingualText(
      "名单须为 UTF-8 或 GB18030 编码的 CSV 文件，不超过 700 kB。",
      "The list has to be a CSV file in UTF-8 or GB18030 of at most 700 kB."))

  static let batchListWithoutNumbers = CatalogueEntry(
    retry: false,
    message: BilingualText("名单中没有证件号码一列。", "The list has no column with document numbers."),
    clerk: BilingualText(
      "请在号码一列上方写“证件号码”，再选择一次。",
      "Write a heading for document numbers above their column and choose the list again."),
    administrator: BilingualText(
      "表头可用：证件号码、身份证号、姓名；顺序不限。",
      "The columns are found by their headings, in any order; see docs/batches.md."))

  static let batchListLine = CatalogueEntry(
    retry: false,
    message: BilingualText("名单中有一行不对。", "A line of the list is not right."),
    clerk: BilingualText(
      "请改正所示的那一行：号码要完整，单元格要设为文本格式。",
      "Correct the line that is named: the number has to be whole, and its cell formatted as text."),
    administrator: BilingualText(
      "表格软件会把长号码改成科学记数或以零结尾，请按文本重新填写。",
      "Spreadsheets turn long numbers into powers of ten or end them in noughts; enter them as text again."))
}
