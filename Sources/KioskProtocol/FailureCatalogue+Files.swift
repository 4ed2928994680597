/// Files that the administrator names: backups, and what is written for somebody to take along.
extension CatalogueEntry {
  static let backupExists = CatalogueEntry(
    retry: false,
    message: BilingualText("已有同名的备份。", "There is a backup of this name already."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText("换一个名称，或移走旧的备份。", "Take another name, or move the old backup away."))

  static let backupMissing = CatalogueEntry(
    retry: false,
    message: BilingualText("找不到这个备份。", "This backup is not there."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText("核对备份文件的路径。", "Check the path of the backup file."))

  static let backupUnusable = CatalogueEntry(
    retry: false,
    message: BilingualText("这个备份不能使用，档案没有改动。", "This backup cannot be used; the archive was not touched."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "它须是本软件写的完整备份，当前用户可读；已损坏的，换一个备份。",
      "It has to be a whole backup of this software, which this user may read; where it is damaged, take another one."
    ))

  static let fileExists = CatalogueEntry(
    retry: false,
    message: BilingualText("这个文件已经存在，没有改动它。", "This file is there already; it was not touched."),
    clerk: BilingualText("请换一个文件名，或先移走旧文件。", "Take another name, or move the old file away first."),
    administrator: BilingualText(
      "换一个文件名，或先移走旧文件。", "Take another name, or move the old file away first."))

  static let fileNotWritten = CatalogueEntry(
    retry: false,
    message: BilingualText("文件没有写成，写了一半的已删除。", "The file was not written; what was begun is removed."),
    clerk: BilingualText(
      "请核对文件夹是否存在、能否写入、磁盘是否已满，再试一次。",
      "Check that the folder is there and may be written to and that the disk has room, then try once more."),
    administrator: BilingualText(
      "核对文件夹是否存在、能否写入、磁盘是否已满，再试一次。",
      "Check that the folder is there and may be written to and that the disk has room, then try once more."))
}
