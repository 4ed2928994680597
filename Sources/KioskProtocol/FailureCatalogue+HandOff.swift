/// Hand-off between portals and this window.
extension CatalogueEntry {
  static let handOffLinkInvalid = CatalogueEntry(
    retry: false,
    message: BilingualText("门户给出的链接不完整。", "The portal's link is not whole."),
    clerk: BilingualText(
      "请回到门户页面重新点击读卡；仍不行请联系门户管理员。",
      "Go back to the portal's page and press read again; if that does not help, tell the portal's administrator."
    ),
    administrator: BilingualText(
      "链接须带 16 至 128 个字符的一次性编号和不含 # 的返回地址，见 docs/portals.md。",
      "The link needs a nonce of 16 to 128 characters and a return address without #; see docs/portals.md."))

  static let handOffOriginUnknown = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "本窗口没有登记这个门户，不为它读卡。", "This portal is not configured at this window: no card is read for it."),
    clerk: BilingualText(
      "请关闭本页；如果确实是从本单位门户来的，请联系管理员。",
      "Close this page; if you really came from a portal of ours, tell the administrator."),
    administrator: BilingualText(
      "核实门户的源后写入 portal.origins，再重新启动 idkioskd。",
      "Once you know whose it is, put the portal's origin into portal.origins and restart idkioskd."))

  static let handOffForged = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "这份读卡证明不是本系统窗口签发的。", "No window of this archive signed this statement."),
    clerk: BilingualText("请回到门户页面重新读卡。", "Go back to the portal's page and have the card read again."),
    administrator: BilingualText(
      "检查门户是否原样转交了证明；窗口换过密钥时，旧证明不再有效。",
      "See that the portal passes the statement on as it came; after a window's key was replaced, what the old one signed holds no more."
    ))

  static let handOffStale = CatalogueEntry(
    retry: false,
    message: BilingualText("这份读卡证明已过有效时间。", "The time of this statement is over."),
    clerk: BilingualText("请回到门户页面重新读卡。", "Go back to the portal's page and have the card read again."),
    administrator: BilingualText(
      "证明有效 2 分钟；门户应立即查询，各机器时间应一致。",
      "A statement is good for two minutes: the portal has to ask at once, and the machines have to agree about the time."
    ))

  static let handOffReplayed = CatalogueEntry(
    retry: false,
    message: BilingualText("这份读卡证明已经用过。", "This statement was used before."),
    clerk: BilingualText("请回到门户页面重新读卡。", "Go back to the portal's page and have the card read again."),
    administrator: BilingualText(
      "每份证明只能查询一次；反复出现时查看审计中的 handoff.person。",
      "Each statement is good for one call; where this happens again, look at handoff.person in the audit trail."
    ))

  static let handOffWithoutPerson = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "这份证明说明没有读到可查询的人员。", "This statement says that there is no person to ask about."),
    clerk: BilingualText(
      "用户取消、超时，或读卡还在等待处理；需要时重新读卡。",
      "The user cancelled, the time was over, or the reading still waits; have the card read again where it is needed."
    ),
    administrator: BilingualText(
      "门户应先看证明中的 outcome，只有 done 才查询。",
      "The portal looks at the statement's outcome first, and asks only after done."))

  static let handOffOtherPortal = CatalogueEntry(
    retry: false,
    message: BilingualText("这个账号不能查询该门户的证明。", "This account may not ask about this portal's statements."),
    clerk: BilingualText("请联系管理员。", "See the administrator."),
    administrator: BilingualText(
      "在回答查询的机器上用 portal.accounts 写明账号属于哪个门户。",
      "Say with portal.accounts, on the machine that is asked, whose portal the account is."))

  static let startWindowKeyUnusable = CatalogueEntry(
    retry: false,
    message: BilingualText("窗口签名密钥不可用。", "The key that this window signs with cannot be used."),
    clerk: BilingualText("请联系管理员。", "See the administrator."),
    administrator: BilingualText(
      "状态目录中的 window.signing.key 须为本服务用户所有、仅其可读、32 字节；删除后会换新密钥，须告知各门户。",
      "The file window.signing.key in the state folder has to be the service user's, readable by nobody else, of 32 bytes; without it a new key is made, which every portal has to be given."
    ))
}
