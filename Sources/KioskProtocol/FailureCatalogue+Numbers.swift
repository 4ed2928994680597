/// Mobile numbers and one-time codes.
extension CatalogueEntry {
  static let documentExpired = CatalogueEntry(
    retry: false,
    message: BilingualText("证件已过期。", "The document has expired."),
    clerk: BilingualText("请凭有效证件办理手机号码。", "Bind or change the number with a valid document."),
    administrator: BilingualText("若日期有误，核对本机的日期。", "If that is wrong, check this machine's date."))

  static let documentOlder = CatalogueEntry(
    retry: false,
    message: BilingualText("这是一张旧证件，档案中已有更新的。", "This is an earlier document; a later one is on file."),
    clerk: BilingualText("请凭现用证件办理。", "Use the present document."),
    administrator: BilingualText(
      "用 idkiosk person history 查看各版本的有效期。",
      "See the validity of each version with idkiosk person history."))

  static let documentConflicting = CatalogueEntry(
    retry: false,
    message: BilingualText("证件与档案中的人不符。", "The document contradicts the person on file."),
    clerk: BilingualText("请交主管处理，暂不能办理手机号码。", "Give it to a supervisor; no number can be bound until then."),
    administrator: BilingualText(
      "由主管核对两份资料后处理冲突。", "Have a supervisor compare both readings and settle the conflict."))

  static let phoneMalformed = CatalogueEntry(
    retry: false,
    message: BilingualText("手机号码写法不对。", "This is no mobile number."),
    clerk: BilingualText("请输入 11 位大陆手机号码。", "Enter a mainland mobile number of 11 digits."),
    administrator: BilingualText(
      "接受的写法见 docs/mobile-number.md。", "What is accepted is in docs/mobile-number.md."))

  static let phoneAbroad = CatalogueEntry(
    retry: false,
    message: BilingualText("本窗口不受理境外手机号码。", "This window takes no mobile numbers of other countries."),
    clerk: BilingualText("请输入 11 位大陆手机号码。", "Enter a mainland mobile number of 11 digits."),
    administrator: BilingualText(
      "若政策允许且网关能发往境外，设置 sms.abroad = yes。",
      "Where policy allows it and the gateway sends abroad, set sms.abroad = yes."))

  static let phoneTaken = CatalogueEntry(
    retry: false,
    message: BilingualText("该手机号码已属于另一人。", "The mobile number belongs to another identity."),
    clerk: BilingualText("请换一个号码。", "Use another number."),
    administrator: BilingualText(
      "若号码已转让，由主管解除原绑定。", "If the number has a new owner, have a supervisor release the old binding."))

  static let phoneSame = CatalogueEntry(
    retry: false,
    message: BilingualText("该号码就是现在绑定的号码。", "This number is the one that is bound already."),
    clerk: BilingualText("不必更换。", "There is nothing to change."),
    administrator: BilingualText("无需处理。", "Nothing needs to be done."))

  static let phoneNone = CatalogueEntry(
    retry: false,
    message: BilingualText("此人没有绑定手机号码。", "No mobile number is bound to this person."),
    clerk: BilingualText("请改用“绑定”。", "Bind a first number instead."),
    administrator: BilingualText("用 idkiosk phone show 核对。", "Check with idkiosk phone show."))

  static let phoneAlreadyBound = CatalogueEntry(
    retry: false,
    message: BilingualText("此人已绑定手机号码。", "A mobile number is bound to this person already."),
    clerk: BilingualText("请改用“更换”。", "Change the number instead."),
    administrator: BilingualText("用 idkiosk phone show 核对。", "Check with idkiosk phone show."))

  static let phoneFaceUnconfirmed = CatalogueEntry(
    retry: false,
    message: BilingualText("尚未确认本人与照片相符。", "Nobody has confirmed that the face is the portrait's."),
    clerk: BilingualText("请比对本人与照片，确认后再办理。", "Compare the face with the portrait, confirm it, and go on."),
    administrator: BilingualText(
      "命令行用 --face-confirmed 表示已比对。", "On the command line --face-confirmed says that it was compared."))

  static let codeNone = CatalogueEntry(
    retry: false,
    message: BilingualText("没有等待确认的验证码。", "No code waits to be confirmed."),
    clerk: BilingualText("请先发送验证码。", "Send a code first."),
    administrator: BilingualText(
      "验证码只对同一证件、号码和用途有效。", "A code is good for one document, number and purpose only."))

  static let codeMalformed = CatalogueEntry(
    retry: false,
    message: BilingualText("验证码应为 4 至 8 位数字。", "A code has 4 to 8 digits."),
    clerk: BilingualText("请核对短信，重新输入。", "Look at the message and enter it again."),
    administrator: BilingualText(
      "位数见配置中的 code.bindDigits 和 code.changeDigits。",
      "Its length is code.bindDigits or code.changeDigits in the configuration."))

  static let codeWrong = CatalogueEntry(
    retry: false,
    message: BilingualText("验证码不对。", "The code is not right."),
    clerk: BilingualText(
      "请核对最新一条短信，重新输入；共可试五次。", "Look at the newest message and enter it again; there are five tries."),
    administrator: BilingualText("detail 为剩余次数。", "The detail is how many tries are left."))

  static let codeLocked = CatalogueEntry(
    retry: false,
    message: BilingualText("验证码输错次数过多，已作废。", "The code was wrong too often and is void."),
    clerk: BilingualText("请发送新的验证码。", "Send a new code."),
    administrator: BilingualText(
      "若经常发生，在审计记录中查看是谁在尝试。", "If it happens often, see in the audit trail who tries."))

  static let codeExpired = CatalogueEntry(
    retry: false,
    message: BilingualText("验证码已过期。", "The code has expired."),
    clerk: BilingualText("请发送新的验证码。", "Send a new code."),
    administrator: BilingualText(
      "有效期见配置；本机时间被拨动也会使其提前结束。",
      "Its life is in the configuration; setting this machine's clock can end it early."))

  static let codeUsed = CatalogueEntry(
    retry: false,
    message: BilingualText("验证码已经用过。", "The code was used already."),
    clerk: BilingualText("号码已办好；要再更换，请发送新的验证码。", "The number is bound; send a new code to change it again."),
    administrator: BilingualText("每个验证码只能用一次。", "A code is good once."))

  static let codeSuperseded = CatalogueEntry(
    retry: false,
    message: BilingualText("验证码已被更新的取代。", "A newer code has taken the place of this one."),
    clerk: BilingualText("请输入最新一条短信中的验证码，或发送新的。", "Enter the code of the newest message, or send a new one."),
    administrator: BilingualText("每人每项只有最新的验证码有效。", "Only the newest code of a person and purpose is good."))

  static let codeTooSoon = CatalogueEntry(
    retry: true,
    message: BilingualText("刚发送过验证码，请稍候。", "A code was sent a moment ago."),
    clerk: BilingualText("一分钟后可再发送。", "Another one can be sent after a minute."),
    administrator: BilingualText("detail 为还需等待的秒数。", "The detail is how many seconds are left."))

  static let codeTooMany = CatalogueEntry(
    retry: false,
    message: BilingualText("验证码发送过多。", "Too many codes were sent."),
    clerk: BilingualText("请稍后或改日再办。", "Come back later or another day."),
    administrator: BilingualText(
      "detail 为还需等待的秒数；各项上限见 docs/mobile-number.md。",
      "The detail is how many seconds are left; the limits are in docs/mobile-number.md."))
}
