/// Messages to telephones and the gateway that takes them.
extension CatalogueEntry {
  static let smsNotConfigured = CatalogueEntry(
    retry: false,
    message: BilingualText("本窗口没有配置短信网关。", "No SMS gateway is configured at this window."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "在配置文件中设置 sms.gateway 等项，见 docs/configuration.md。",
      "Set sms.gateway and what belongs to it in the configuration, see docs/configuration.md."))

  static let smsMisconfigured = CatalogueEntry(
    retry: false,
    message: BilingualText("短信网关的配置不完整。", "The SMS gateway's configuration is not complete."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "按 docs/configuration.md 核对 sms.* 各项；网址须为 https 或本机，且含号码与内容。",
      "Compare the keys sms.* with docs/configuration.md; a URL has to be https or of this machine and hold number and text."
    ))

  static let smsSecretUnusable = CatalogueEntry(
    retry: false,
    message: BilingualText("短信网关的密码文件不能使用。", "The SMS gateway's secret cannot be used."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "密码文件须属于服务用户、权限 0600 且不为空；或用 systemd 的 LoadCredential=。",
      "The file has to belong to the service's user, with mode 0600, and not be empty; or use LoadCredential= of systemd."
    ))

  static let smsGatewayDown = CatalogueEntry(
    retry: true,
    message: BilingualText(
      "暂时连不上短信网关，恢复后自动发送。", "The SMS gateway cannot be reached; the message goes when it can."),
    clerk: BilingualText("请稍候；办理可以等验证码到了再继续。", "Wait a little; go on when the code has come."),
    administrator: BilingualText(
      "检查网络和网关地址，用 idkiosk sms test 试发。idkioskd 的服务单元默认不许外连，网关不在本机时按 docs/mobile-number.md §8 放行。",
      "Check the network and the gateway's address, and try idkiosk sms test. The unit of idkioskd lets nothing out; for a gateway on another machine allow it as section 8 of docs/mobile-number.md says."
    ))

  static let smsGatewayUntrusted = CatalogueEntry(
    retry: true,
    message: BilingualText(
      "短信网关的证书不可信，短信没有发出。",
      "The SMS gateway's certificate is not to be trusted; the message was not sent."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "核对 sms.url 的主机名、证书的有效期和签发者；私有的签发机构写在 sms.authorities。未经核实不要更换证书。",
      "Compare the host name in sms.url, the certificate's dates and who signed it; an authority of your own belongs into sms.authorities. Trust no other certificate before you know whose it is."
    ))

  static let smsRefused = CatalogueEntry(
    retry: false,
    message: BilingualText("短信网关拒绝了这条短信。", "The SMS gateway refused the message."),
    clerk: BilingualText("请核对手机号码，重新发送验证码。", "Check the number and send a new code."),
    administrator: BilingualText(
      "检查网关的账号、余额、签名和模板。", "Check the gateway's account, balance, signature and template."))

  static let smsNumberRefused = CatalogueEntry(
    retry: false,
    message: BilingualText("短信网关不向这个号码发送短信。", "The SMS gateway sends nothing to this number."),
    clerk: BilingualText("请核对手机号码；号码无误时请换一个号码。", "Check the number; if it is right, use another one."),
    administrator: BilingualText(
      "网关说号码不对或已退订，可在网关的控制台查询。",
      "The gateway says that the number is wrong or wants no messages; its console tells which."))

  static let smsLimit = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "短信网关暂时不再向这个号码发送短信。", "The SMS gateway sends no more messages to this number for a time."),
    clerk: BilingualText("请稍后再重新发送验证码。", "Send a new code later."),
    administrator: BilingualText(
      "网关的频率限制或发送限额已到，可在网关的控制台调整。",
      "A limit of the gateway was reached; it can be changed in the gateway's console."))

  static let smsAccountRefused = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "短信网关不接受本窗口的账号、签名或模板。", "The SMS gateway refuses this window's account, signature or template."),
    clerk: BilingualText("请联系管理员。", "Call the administrator."),
    administrator: BilingualText(
      "核对 sms.user、密码、sms.signName、sms.templates、sms.parameters、余额和本机时间，再用 idkiosk sms test 试发。",
      "Check sms.user, the secret, sms.signName, sms.templates, sms.parameters, the balance and this machine's clock, and try idkiosk sms test."
    ))

  static let smsNoAnswer = CatalogueEntry(
    retry: false,
    message: BilingualText("不知道短信是否已发出。", "Nobody knows whether the message was sent."),
    clerk: BilingualText("请问对方是否收到；没有收到，请重新发送验证码。", "Ask whether it has come; if not, send a new code."),
    administrator: BilingualText(
      "网关没有及时回答；为避免重复，不会自动重发。",
      "The gateway did not answer in time; the message is not sent again, so that none comes twice."))

  static let smsUndeliverable = CatalogueEntry(
    retry: false,
    message: BilingualText("短信没有送达手机。", "The message could not be delivered to the telephone."),
    clerk: BilingualText(
      "请核对手机号码、手机是否开机，再重新发送。", "Check the number and that the telephone is on, and send a new code."),
    administrator: BilingualText("网关报告未能送达。", "The gateway reported that it was not delivered."))

  static let smsTooLate = CatalogueEntry(
    retry: false,
    message: BilingualText("有效期已过，短信没有发出。", "The message was not sent before its life was over."),
    clerk: BilingualText("请重新发送验证码。", "Send a new code."),
    administrator: BilingualText(
      "网关长时间连不上，检查网络和网关。", "The gateway could not be reached for long; check the network and the gateway."))

  static let smsNoInbox = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "本窗口没有试用收件箱，短信只发到手机。", "This window has no trial inbox; messages go to telephones only."),
    clerk: BilingualText("请看本人手机上的短信。", "Look at the message on the person's telephone."),
    administrator: BilingualText(
      "试用收件箱只在 sms.gateway = inbox 时才有，只供试用。",
      "There is a trial inbox only with sms.gateway = inbox, which is for trying out."))
}
