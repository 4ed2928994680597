/// Documents, persons and the archive.
extension CatalogueEntry {
  static let documentUnknownKind = CatalogueEntry(
    retry: false,
    message: BilingualText("暂不支持这种证件。", "This kind of document is not supported."),
    clerk: BilingualText(
      "请核对证件种类，按规定人工办理。", "Check the kind of document and handle it by hand as your rules say."),
    administrator: BilingualText(
      "若是新式证件，请更新本软件。", "If it is a new kind of card, update this software."))

  static let documentNumberBlank = CatalogueEntry(
    retry: false,
    message: BilingualText("证件号码为空，不能建档。", "The document has no number, so it cannot be filed."),
    clerk: BilingualText(
      "请不要建档，按规定核实证件。",
      "Do not file it; have the document verified as your rules say."),
    administrator: BilingualText(
      "若多张卡都这样，用另一台读卡机核对。", "If several cards do this, compare with another reader."))

  static let documentNotTyped = CatalogueEntry(
    retry: false,
    message: BilingualText("这种证件要读卡，不能手工录入。", "Documents of this kind are read from the card, not typed in."),
    clerk: BilingualText("请把卡放在读卡机上读取。", "Lay the card on the reader and read it."),
    administrator: BilingualText(
      "手工录入只用于军官证、外国护照、回乡证和台胞证。",
      "Only officer cards, foreign passports, return permits and compatriot permits are typed in."))

  static let documentNotWaiting = CatalogueEntry(
    retry: false,
    message: BilingualText("没有这份等待复核的证件。", "No such document waits for a second checker."),
    clerk: BilingualText("请刷新列表，可能已由他人复核。", "Look at the list again; somebody may have checked it."),
    administrator: BilingualText("无需处理。", "Nothing to do."))

  static let documentSameChecker = CatalogueEntry(
    retry: false,
    message: BilingualText("复核人不能是录入人。", "Whoever typed a document in cannot confirm it."),
    clerk: BilingualText(
      "请另一位核验人员登录，核对证件原件后复核。",
      "Have another checker sign in, look at the document and confirm it."),
    administrator: BilingualText(
      "本窗口要求双人核验：设置 window.secondChecker。",
      "Two checkers are asked for at this window: the setting window.secondChecker."))

  static let documentZoneUnreadable = CatalogueEntry(
    retry: true,
    message: BilingualText("没有认出机读区。", "The machine-readable zone was not understood."),
    clerk: BilingualText(
      "请重新扫描证件的机读区，或手工录入。", "Scan the machine-readable zone again, or type the values in."),
    administrator: BilingualText(
      "检查扫描枪：应原样输出机读区的全部字符，键盘布局为美式英语。",
      "Check the scanner: it has to give every character of the zone as it stands, with a US keyboard layout."
    ))

  static let personUnknown = CatalogueEntry(
    retry: false,
    message: BilingualText("档案中没有此人。", "This person is not on file."),
    clerk: BilingualText(
      "请放卡建档，或核对查询的内容。", "Read the person's card to file it, or check what was searched for."),
    administrator: BilingualText("无需处理。", "Nothing to do."))

  static let personErased = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "读卡之后此人的档案已被删除，这次读卡不再建档。",
      "The person was erased after this reading, so the reading is not filed."),
    clerk: BilingualText(
      "本人要求重新建档的，请抬起卡，重新读取。",
      "If the person wants to be on file again, lift the card and read it anew."),
    administrator: BilingualText("无需处理。", "Nothing to do."))

  static let personSeveral = CatalogueEntry(
    retry: false,
    message: BilingualText("有不止一个人用这个号码，没有改动。", "More than one person has this number; nothing was done."),
    clerk: BilingualText(
      "先按号码查找，再用要办的那个人的编号。", "Search by the number, then name the one who is meant by id."),
    administrator: BilingualText("无需处理。", "Nothing to do."))

  static let personUnconfirmed = CatalogueEntry(
    retry: false,
    message: BilingualText("没有确认，没有删除任何内容。", "It was not confirmed, so nothing was erased."),
    clerk: BilingualText("删除后无法恢复。确实要删除，请加上 --yes。", "Erasing cannot be undone. If it is meant, add --yes."),
    administrator: BilingualText("无需处理。", "Nothing to do."))

  static let conflictUnknown = CatalogueEntry(
    retry: false,
    message: BilingualText("没有这条待处理的冲突。", "No such conflict waits."),
    clerk: BilingualText("请刷新列表，可能已由他人处理。", "Look at the list again; somebody may have settled it."),
    administrator: BilingualText("无需处理。", "Nothing to do."))

  static let archiveInUse = CatalogueEntry(
    retry: false,
    message: BilingualText("档案库正由另一个程序使用。", "Another program is using the archive."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "同一档案目录只能运行一个 idkioskd，请停掉多余的。",
      "Only one idkioskd may run on an archive folder; stop the other one."))

  static let archiveNewer = CatalogueEntry(
    retry: false,
    message: BilingualText("档案库由更新版本的软件建立。", "The archive was made by a newer version of this software."),
    clerk: BilingualText("请联系管理员更新软件。", "Ask the administrator to update the software."),
    administrator: BilingualText(
      "安装不低于建档时的版本；档案库未被改动。",
      "Install the version that made it or a newer one; the archive was not touched."))

  static let archiveForeign = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "档案库的位置上是另一种文件。", "The file at the archive's place is not an archive of this software."),
    clerk: BilingualText("请联系管理员核对档案目录。", "Ask the administrator to check the archive folder."),
    administrator: BilingualText(
      "核对 --state-dir 指向的目录，把不属于本软件的文件移走。",
      "Check the folder that --state-dir names, and move the file that does not belong there."))

  static let archiveDamaged = CatalogueEntry(
    retry: false,
    message: BilingualText("档案库已损坏。", "The archive is damaged."),
    clerk: BilingualText("请暂停建档，马上联系管理员。", "Stop filing and call the administrator at once."),
    administrator: BilingualText(
      "停止 idkioskd，保留现有文件，检查磁盘，再从备份恢复。",
      "Stop idkioskd, keep the files as they are, check the disk, then restore a backup."))

  static let archiveMissing = CatalogueEntry(
    retry: false,
    message: BilingualText("档案文件不在它的位置上。", "The archive's file is not in its place."),
    clerk: BilingualText("请暂停建档，马上联系管理员。", "Stop filing and call the administrator at once."),
    administrator: BilingualText(
      "核对 --state-dir；文件丢了就从备份恢复；确实要重新开始，先把该文件夹里的 archive.audit 移到别处。",
      "Check --state-dir; restore a backup if the file was lost; to begin anew on purpose, first move archive.audit of that folder elsewhere."
    ))

  static let archiveKeyWrong = CatalogueEntry(
    retry: false,
    message: BilingualText("密钥与档案库不符。", "The key does not belong to this archive."),
    clerk: BilingualText("请联系管理员恢复密钥。", "Ask the administrator to restore the key."),
    administrator: BilingualText(
      "恢复与该档案库一同备份的密钥；不要新建密钥。",
      "Restore the key that was backed up with this archive; do not make a new one."))

  static let archiveKeyUnusable = CatalogueEntry(
    retry: false,
    message: BilingualText("密钥文件不能使用。", "The key file cannot be used."),
    clerk: BilingualText("请联系管理员检查密钥文件。", "Ask the administrator to check the key file."),
    administrator: BilingualText(
      "密钥文件须属于运行 idkioskd 的用户，权限 0600，内容完整；中心换过密钥的，用 idkiosk window enrol 另写一份登记文件，在本窗口收下。",
      "The key file has to belong to the user that runs idkioskd, with mode 0600 and its full length; after new keys at the centre, take in a new file of idkiosk window enrol here."
    ))

  static let archiveKeyNotGiven = CatalogueEntry(
    retry: false,
    message: BilingualText("还没有新密钥。", "There is no new key yet."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "密钥由 systemd 凭据提供：先加入下一版本的两个凭据，重启 idkioskd，再更换密钥。",
      "Keys come as systemd credentials: add the two of the next version, restart idkioskd, then rotate."))

  static let archiveFull = CatalogueEntry(
    retry: false,
    message: BilingualText("磁盘已满，没有建档。", "The disk is full, so nothing was filed."),
    clerk: BilingualText(
      "请联系管理员，处理后重新读卡建档。", "Call the administrator; read the card again afterwards to file it."),
    administrator: BilingualText(
      "在档案所在的磁盘上腾出空间。", "Make room on the disk that holds the archive."))

  static let archiveReadOnly = CatalogueEntry(
    retry: false,
    message: BilingualText("档案库只能读取，没有建档。", "The archive can only be read, so nothing was filed."),
    clerk: BilingualText(
      "请联系管理员，恢复写入后重新读卡建档。", "Call the administrator; read the card again when writing works."),
    administrator: BilingualText(
      "检查目录权限，以及磁盘是否因故障变为只读。",
      "Check the folder's permissions, and whether the disk became read-only after a fault."))

  static let archiveFailed = CatalogueEntry(
    retry: true,
    message: BilingualText("档案库没有完成操作。", "The archive could not do what was asked."),
    clerk: BilingualText("请再试一次；仍不行，请联系管理员。", "Try once more; if it fails again, call the administrator."),
    administrator: BilingualText(
      "用 journalctl -u idkioskd 查看原因，并检查磁盘。",
      "Look for the cause with journalctl -u idkioskd, and check the disk."))
}
