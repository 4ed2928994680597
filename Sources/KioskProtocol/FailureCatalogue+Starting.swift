/// Starting a program.
extension CatalogueEntry {
  static let startUsage = CatalogueEntry(
    retry: false,
    message: BilingualText("命令写法不对。", "The command was not written correctly."),
    clerk: BilingualText("请核对命令，加 --help 可以看用法。", "Check the command; --help shows how it is used."),
    administrator: BilingualText(
      "加 --help 可以看用法；若写在服务文件中，运行 systemctl cat 核对参数。",
      "See --help for how it is used; if it stands in a unit, check its arguments with systemctl cat."))

  static let startConfigUnreadable = CatalogueEntry(
    retry: false,
    message: BilingualText("配置文件无法读取。", "The configuration file cannot be read."),
    clerk: BilingualText("请联系管理员检查文件权限。", "Ask the administrator to check the file's permissions."),
    administrator: BilingualText(
      "检查 /etc/idkiosk/idkiosk.conf 的权限，服务用户须能读取。",
      "Check the permissions of /etc/idkiosk/idkiosk.conf; the service's user has to be able to read it."))

  static let startConfigInvalid = CatalogueEntry(
    retry: false,
    message: BilingualText("配置文件有一行写错了。", "A line of the configuration file is not correct."),
    clerk: BilingualText("请联系管理员改正配置。", "Ask the administrator to correct the configuration."),
    administrator: BilingualText(
      "按提示的行号改正；每行写“键 = 值”，键名见 docs/configuration.md。idkiosk config check 会列出所有写错的行。",
      "Correct the line whose number is given: each is key = value, with the keys of docs/configuration.md. idkiosk config check tells all that are wrong."
    ))

  static let startReadersInvalid = CatalogueEntry(
    retry: false,
    message: BilingualText("读卡机描述文件有误。", "A file that describes readers is not correct."),
    clerk: BilingualText("请联系管理员改正文件。", "Ask the administrator to correct the file."),
    administrator: BilingualText(
      "按提示的文件、行号和原因改正 readers.files 中的文件，写法见 docs/driver-guide.md。",
      "Correct the file of readers.files at the line that is given, for the cause beside it; see docs/driver-guide.md."
    ))

  static let startSocketInUse = CatalogueEntry(
    retry: false,
    message: BilingualText("服务已经在运行。", "The service is already running."),
    clerk: BilingualText("请直接使用，不必再次启动。", "Use it as it is; there is no need to start it again."),
    administrator: BilingualText(
      "停掉先启动的那一个，或用 --runtime-dir 指定另一个目录。",
      "Stop the one that was started first, or name another folder with --runtime-dir."))

  static let startFolderUnusable = CatalogueEntry(
    retry: false,
    message: BilingualText("工作目录不能使用。", "A folder that the program works in cannot be used."),
    clerk: BilingualText("请联系管理员检查目录权限。", "Ask the administrator to check the folder's permissions."),
    administrator: BilingualText(
      "检查 --runtime-dir 和 --state-dir 是否存在、属于服务用户、路径不太长。",
      "Check that the folders of --runtime-dir and --state-dir exist, belong to the service's user, and have short paths."
    ))

  static let startServiceUnusable = CatalogueEntry(
    retry: false,
    message: BilingualText("厂商兼容的本地服务不能启动。", "A maker's local service cannot be offered."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "service.*.origins 须列出允许调用的网页源；端口须空闲，厂商自己的读卡服务不要同时运行。见 docs/makers-services.md。",
      "Name the origins that may call in service.*.origins; the port has to be free, so do not run the maker's own service beside it. See docs/makers-services.md."
    ))

  static let startPageUnusable = CatalogueEntry(
    retry: false,
    message: BilingualText("窗口页面的端口不能使用。", "The port of the clerk page cannot be used."),
    clerk: BilingualText("请联系管理员检查端口设置。", "Ask the administrator to check the port's setting."),
    administrator: BilingualText(
      "用 ss -tlnp 查看 127.0.0.1 和 ::1 上是谁占用，或在配置中把 page.port 改为另一个端口。",
      "See with ss -tlnp who has it on 127.0.0.1 or ::1, or set page.port to another port in the configuration."
    ))
}
