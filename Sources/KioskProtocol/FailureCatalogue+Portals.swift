/// People at home, before a portal.
extension CatalogueEntry {
  static let portalTooMany = CatalogueEntry(
    retry: false,
    message: BilingualText("尝试次数过多。", "Too many attempts were made."),
    clerk: BilingualText("请稍后或改日再试，也可到窗口办理。", "Try again later or another day, or go to a window."),
    administrator: BilingualText(
      "detail 为还需等待的秒数；各项上限见 docs/portals.md。",
      "The detail is how many seconds are left; the limits are in docs/portals.md."))

  static let registrationNotRead = CatalogueEntry(
    retry: false,
    message: BilingualText("该证件尚未读卡建档。", "The document was not read yet."),
    clerk: BilingualText("请先持证件到窗口读卡。", "Go to a window with the document first."),
    administrator: BilingualText(
      "窗口若已读卡，看 idkiosk archive outbox 是否还有未送达中心的。",
      "If a window has read it, see with idkiosk archive outbox what has not reached the centre yet."))

  static let registrationDiffers = CatalogueEntry(
    retry: false,
    message: BilingualText("填写的内容与证件不一致。", "What was stated differs from the document."),
    clerk: BilingualText(
      "请按证件逐字填写，注意全角和半角。", "Enter it character by character as on the document; mind full and half width."),
    administrator: BilingualText(
      "registration.check 说出是哪些字段。", "The call registration.check says which fields they are."))

  static let registrationExists = CatalogueEntry(
    retry: false,
    message: BilingualText("该证件号码已注册。", "This document is registered already."),
    clerk: BilingualText("请直接登录。", "Sign in instead."),
    administrator: BilingualText("无需处理。", "Nothing needs to be done."))

  static let registrationBoundAtCounter = CatalogueEntry(
    retry: false,
    message: BilingualText("此人已在窗口登记手机号码。", "The person has a mobile number from the counter already."),
    clerk: BilingualText("无需注册，请用该号码直接登录。", "No registration is needed: sign in with that number."),
    administrator: BilingualText("换号须本人持证件到窗口办理。", "It is changed at a window, with the document."))

  static let portalNotTogether = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "证件号码与手机号码未一同注册。", "The document and the mobile number are not registered together."),
    clerk: BilingualText("请核对两个号码，或先注册。", "Check both numbers, or register first."),
    administrator: BilingualText("无需处理。", "Nothing needs to be done."))

  static let portalPictureWrong = CatalogueEntry(
    retry: false,
    message: BilingualText("图形验证码不对。", "The letters of the picture are wrong."),
    clerk: BilingualText(
      "请换一张图再试，不分大小写。", "Try again with another picture; capital and small letters are the same."),
    administrator: BilingualText(
      "一张图只用于一次登录，有效期见 docs/portals.md。",
      "A picture is good for one sign-in and a short time (docs/portals.md)."))

  static let portalSessionOver = CatalogueEntry(
    retry: false,
    message: BilingualText("门户登录已失效。", "The sign-in at the portal is over."),
    clerk: BilingualText("请重新登录。", "Sign in again."),
    administrator: BilingualText(
      "到时、退出或手机号码变更都会使其失效。", "It ends by time, by signing out, and when the number is changed."))
}
