extension CatalogueEntry {
  static let archiveCentreAway = CatalogueEntry(
    retry: true,
    message: BilingualText("中心档案库没有回应。", "The central archive does not answer."),
    clerk: BilingualText(
      "请稍后再试；同一次读卡可以再次提交，不会重复归档。",
      "Try again in a moment; the same reading may be filed again and is kept once."),
    administrator: BilingualText(
      "检查网络和中心的 PostgreSQL：是否运行、是否过忙、连接数是否用尽。",
      "Look at the network and at the centre's PostgreSQL: whether it runs, is overloaded, or is out of connections."
    ))

  static let archiveCentreUntrusted = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "中心数据库的证书不可信，没有连接。", "The central database's certificate is not trusted; nothing was sent."),
    clerk: BilingualText(
      "可以继续读卡建档，稍后送中心；请通知管理员。",
      "Go on reading and filing: it is delivered later. Tell the administrator."),
    administrator: BilingualText(
      "检查 archive.postgresql 的 sslmode、sslrootcert 和主机名，以及中心证书的签发者、名称和有效期。",
      "Check sslmode, sslrootcert and host names in archive.postgresql, and who signed the centre's certificate, its names and its dates."
    ))

  static let archiveCentreRefused = CatalogueEntry(
    retry: false,
    message: BilingualText("中心档案库拒绝了本窗口。", "The central archive does not let this window in."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "检查 archive.postgresql 中的用户、数据库和密码文件，以及中心的 pg_hba.conf 和表的权限。",
      "Check user, database and password file in archive.postgresql, and the centre's pg_hba.conf and rights on tables."
    ))

  static let archiveCentreEmpty = CatalogueEntry(
    retry: false,
    message: BilingualText("中心数据库里还没有档案。", "There is no archive in the central database yet."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "在中心运行一次 idkiosk archive init；若已运行过，检查 archive.postgresql 是否指向同一个数据库。",
      "Run idkiosk archive init once at the centre; if that was done, check that archive.postgresql names the same database."
    ))

  static let archiveCentreNotNamed = CatalogueEntry(
    retry: false,
    message: BilingualText("配置里没有写中心档案库。", "The configuration names no central archive."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "在配置文件里写 archive.postgresql，再运行一次；只有一个窗口的不需要这一步。",
      "Write archive.postgresql into the configuration and run it again; a single window needs no such step.")
  )

  static let enrolmentOtherKeys = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "状态文件夹里是另一个档案的密钥，没有改动。", "The state folder has the keys of another archive; nothing was changed."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "停止 idkioskd，把状态文件夹里的文件一起移到别处（旧档案只有用旧密钥才能打开），再试一次。",
      "Stop idkioskd, move the files of the state folder elsewhere together (an old archive opens with its old keys only), and try again."
    ))

  static let enrolmentPassphrase = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "口令没有给出、太短，或两次输入不同。", "There is no passphrase, it is too short, or the two differ."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "在终端里输入至少 12 个字符，或用 --passphrase-file 指定文件。",
      "Type at least 12 characters at a terminal, or name a file with --passphrase-file."))

  static let enrolmentUnusable = CatalogueEntry(
    retry: false,
    message: BilingualText("登记文件无法使用。", "The enrolment file cannot be used."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "口令不对、文件损坏，或不是 idkiosk window enrol 写的文件。",
      "The passphrase is another, the file is damaged, or it is not of idkiosk window enrol."
    ))

  static let backupAtCentre = CatalogueEntry(
    retry: false,
    message: BilingualText("档案在中心，备份在中心进行。", "The archive lies at the centre, and is backed up there."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "在中心用 PostgreSQL 的工具（pg_basebackup、归档日志或 pg_dump）备份，并另外保管密钥文件。",
      "Back the centre up with PostgreSQL's own tools (pg_basebackup with archived logs, or pg_dump), and keep the key files elsewhere."
    ))
}
