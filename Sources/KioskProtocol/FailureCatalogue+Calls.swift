/// Calls, rights, and the services that answer them.
extension CatalogueEntry {
  static let requestMalformed = CatalogueEntry(
    retry: false,
    message: BilingualText("程序发来的请求格式不对。", "The program sent a request that cannot be understood."),
    clerk: BilingualText(
      "请关闭本程序再打开；仍不行，请联系管理员。",
      "Close the program and open it again; if that does not help, call the administrator."),
    administrator: BilingualText(
      "检查客户端程序：每行应为一个 JSON-RPC 2.0 对象，编码 UTF-8。",
      "Check the client program: each line has to be one JSON-RPC 2.0 object in UTF-8."))

  static let requestTooLong = CatalogueEntry(
    retry: false,
    message: BilingualText("程序发来的请求太长。", "The program sent a request that is too long."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "检查客户端程序：一行不得超过 1 MiB。", "Check the client program: a line may have at most 1 MiB."))

  static let requestUnknownMethod = CatalogueEntry(
    retry: false,
    message: BilingualText("服务没有这项功能。", "The service does not have this function."),
    clerk: BilingualText("请联系管理员，程序可能需要更新。", "Call the administrator; the program may need an update."),
    administrator: BilingualText(
      "核对客户端与服务的版本，并安装同一版本。",
      "Compare the versions of the client and the service, and install the same one."))

  static let requestBadParameters = CatalogueEntry(
    retry: false,
    message: BilingualText("请求的内容不完整或不正确。", "The request is incomplete or not correct."),
    clerk: BilingualText("请核对输入的内容，改正后再试。", "Check what was entered, correct it and try again."),
    administrator: BilingualText(
      "若由其他程序调用，请对照接口说明检查参数。",
      "If another program made the call, compare its parameters with the interface description."))

  static let requestHelloFirst = CatalogueEntry(
    retry: false,
    message: BilingualText("程序尚未与服务建立会话。", "The program has not introduced itself to the service."),
    clerk: BilingualText("请关闭本程序，稍后再打开。", "Close the program and open it again after a moment."),
    administrator: BilingualText(
      "检查客户端程序：每个连接的第一次调用须为 hello。",
      "Check the client program: the first call of each connection has to be hello."))

  static let requestVersionUnsupported = CatalogueEntry(
    retry: false,
    message: BilingualText("程序与服务的版本不一致。", "The program and the service speak different versions."),
    clerk: BilingualText("请联系管理员更新程序。", "Ask the administrator to update the program."),
    administrator: BilingualText(
      "安装同一版本的客户端和服务，然后重新启动服务。",
      "Install the client and the services of one version, then restart the services."))

  static let requestTooMany = CatalogueEntry(
    retry: true,
    message: BilingualText("同时办理的请求太多。", "Too many requests are waiting at once."),
    clerk: BilingualText("请稍等片刻再试。", "Wait a moment and try again."),
    administrator: BilingualText(
      "用 idkiosk status 查看有哪些程序连接，停掉不需要的。",
      "See with idkiosk status which programs are connected, and stop those that are not needed."))

  static let clientTooSlow = CatalogueEntry(
    retry: true,
    message: BilingualText(
      "程序没有及时接收消息，连接已断开。", "The program did not take its messages in time, so the connection was closed."),
    clerk: BilingualText("请重新打开本程序。", "Open the program again."),
    administrator: BilingualText(
      "检查该电脑的负载，以及客户端是否一直在读取消息。",
      "Check the load of the computer, and that the client keeps reading its messages."))

  static let rightsDenied = CatalogueEntry(
    retry: false,
    message: BilingualText("当前用户没有这项权限。", "This user does not have the right to do that."),
    clerk: BilingualText(
      "请换有权限的人员办理，或请管理员授权。", "Ask a colleague who has the right, or ask the administrator for it."),
    administrator: BilingualText(
      "用 idkiosk clerk list 核对角色，用 idkiosk clerk role 更改；各角色的权限见 docs/rights.md。",
      "Check the role with idkiosk clerk list and change it with idkiosk clerk role; docs/rights.md says what each may do."
    ))

  static let serviceStopping = CatalogueEntry(
    retry: true,
    message: BilingualText("服务正在重新启动。", "The service is restarting."),
    clerk: BilingualText("请稍等片刻再试。", "Wait a moment and try again."),
    administrator: BilingualText(
      "若服务没有恢复，查看 systemctl status idkioskd idkiosk-readerd。",
      "If the service does not come back, look at systemctl status idkioskd idkiosk-readerd."))

  static let serviceInternal = CatalogueEntry(
    retry: true,
    message: BilingualText("服务出现内部错误。", "The service met an error of its own."),
    clerk: BilingualText(
      "请再试一次；仍不行，请记下时间并联系管理员。", "Try once more; if it fails again, note the time and call the administrator."),
    administrator: BilingualText(
      "用 journalctl -u idkioskd -u idkiosk-readerd 查看该时间的记录并报告。",
      "Look up that time with journalctl -u idkioskd -u idkiosk-readerd and report it."))

  static let counterAbsent = CatalogueEntry(
    retry: false,
    message: BilingualText("窗口服务没有运行。", "The counter service is not running."),
    clerk: BilingualText("请联系管理员启动窗口服务。", "Ask the administrator to start the counter service."),
    administrator: BilingualText(
      "运行 systemctl start idkioskd.socket，再查看 systemctl status idkioskd。",
      "Run systemctl start idkioskd.socket, then look at systemctl status idkioskd."))

  static let readerServiceAbsent = CatalogueEntry(
    retry: false,
    message: BilingualText("读卡服务没有运行。", "The reader service is not running."),
    clerk: BilingualText("请联系管理员启动读卡服务。", "Ask the administrator to start the reader service."),
    administrator: BilingualText(
      "运行 systemctl start idkiosk-readerd.socket，再查看 systemctl status idkiosk-readerd。",
      "Run systemctl start idkiosk-readerd.socket, then look at systemctl status idkiosk-readerd."))
}
