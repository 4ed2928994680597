/// Clerks, sign-ins and settings.
extension CatalogueEntry {
  static let rightsSignInNeeded = CatalogueEntry(
    retry: false,
    message: BilingualText("请先登录。", "Sign in first."),
    clerk: BilingualText("请用自己的姓名代号和密码登录，再办理。", "Sign in with your own name and password, then do it again."),
    administrator: BilingualText(
      "没有账号的人能做什么，由 window.selfService 决定；新账号用 idkiosk clerk add 建立。",
      "What somebody without an account may do is set by window.selfService; idkiosk clerk add makes an account."
    ))

  static let clerkSignInRefused = CatalogueEntry(
    retry: false,
    message: BilingualText("账号或密码不对。", "The name or the password is not right."),
    clerk: BilingualText(
      "请核对账号、大小写和输入法后重新输入；忘记密码请找管理员。",
      "Check the name, capital letters and the input method, then type them again; if the password is lost, see the administrator."
    ),
    administrator: BilingualText(
      "用 idkiosk clerk list 查看账号，用 idkiosk clerk reset 设新密码。",
      "Look at the accounts with idkiosk clerk list, and set a new password with idkiosk clerk reset."))

  static let clerkSignInAway = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "中心档案库没有回应，本窗口确认不了这个账号和密码。",
      "The central archive does not answer, and this window cannot confirm this name and password."),
    clerk: BilingualText(
      "请核对账号和密码。中心没有回应时，只有最近在本窗口登录过的人可以登录；其他人请等中心恢复。",
      "Check the name and the password. While the centre is away only those who signed in at this window lately can; others wait for the centre."
    ),
    administrator: BilingualText(
      "检查网络和中心的 PostgreSQL；登录后多少天内可以这样登录，由 clerk.awayDays 决定。",
      "Look at the network and at the centre's PostgreSQL; clerk.awayDays says for how many days after a sign-in."
    ))

  static let clerkSignInExpired = CatalogueEntry(
    retry: false,
    message: BilingualText("登录已失效。", "The sign-in holds no longer."),
    clerk: BilingualText("请重新登录，再继续办理。", "Sign in again and go on."),
    administrator: BilingualText(
      "离开多久自动锁定由 clerk.idleSeconds 决定；账号变更和服务重启也会结束登录。",
      "After how long it locks itself is clerk.idleSeconds; a change of the account or a restart ends sign-ins too."
    ))

  static let clerkLocked = CatalogueEntry(
    retry: false,
    message: BilingualText("账号已被管理员锁定。", "An administrator has locked this account."),
    clerk: BilingualText("请联系管理员。", "See the administrator."),
    administrator: BilingualText(
      "需要恢复时运行 idkiosk clerk unlock。", "Run idkiosk clerk unlock when it is to be used again."))

  static let clerkLockedForNow = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "密码连续输错多次，账号暂时锁定。", "The account is locked for a while after several wrong passwords."),
    clerk: BilingualText(
      "请等锁定时间过后再登录，或请管理员解锁。",
      "Wait until the time has passed and sign in again, or ask the administrator to unlock the account."),
    administrator: BilingualText(
      "确认是本人后运行 idkiosk clerk unlock；次数和时长由 clerk.wrongTries、clerk.lockMinutes 决定。",
      "Run idkiosk clerk unlock once you know who it was; clerk.wrongTries and clerk.lockMinutes are the limits."
    ))

  static let clerkOtherWindow = CatalogueEntry(
    retry: false,
    message: BilingualText("该账号不能在本窗口使用。", "This account is not good at this window."),
    clerk: BilingualText("请到自己的窗口办理，或联系管理员。", "Work at your own window, or see the administrator."),
    administrator: BilingualText(
      "用 idkiosk clerk list 查看账号可用的窗口。", "See with idkiosk clerk list at which windows the account is good."))

  static let clerkUnknown = CatalogueEntry(
    retry: false,
    message: BilingualText("没有这个账号。", "There is no such account."),
    clerk: BilingualText("请核对账号。", "Check the name."),
    administrator: BilingualText(
      "用 idkiosk clerk list 查看账号。", "Look at the accounts with idkiosk clerk list."))

  static let clerkExists = CatalogueEntry(
    retry: false,
    message: BilingualText("这个账号已经有了。", "There is an account with this name already."),
    clerk: BilingualText("请换一个账号名。", "Take another name."),
    administrator: BilingualText(
      "账号不会删除；停用请锁定，恢复请解锁并重设密码。",
      "Accounts are never taken away: lock one that is not needed; to use it again, unlock it and reset its password."
    ))

  static let clerkNameUnusable = CatalogueEntry(
    retry: false,
    message: BilingualText("账号名不合要求。", "The name cannot be used for an account."),
    clerk: BilingualText(
      "请用 1 至 32 个小写字母、数字、点、横线或下划线，以字母开头。",
      "Use 1 to 32 lower-case letters, digits, dots, hyphens or underscores, with a letter first."),
    administrator: BilingualText(
      "姓名写在 --name 里，可用汉字。", "The person's name goes into --name, in any script."))

  static let clerkPasswordTooShort = CatalogueEntry(
    retry: false,
    message: BilingualText("新密码太短或太长。", "The new password is too short or too long."),
    clerk: BilingualText(
      "密码至少 8 个字符，可以是一句容易记的话。", "Use at least 8 characters; a sentence that is easy to remember will do."),
    administrator: BilingualText("密码为 8 至 256 个字符。", "A password has 8 to 256 characters."))

  static let clerkPasswordMissing = CatalogueEntry(
    retry: false,
    message: BilingualText("没有得到密码。", "No password was given."),
    clerk: BilingualText(
      "请在终端运行，或用 --password-file 指定文件。", "Run it in a terminal, or name a file with --password-file."),
    administrator: BilingualText(
      "文件的第一行是密码，且本用户可读；两次输入须一致。",
      "The file's first line is the password, and this user has to be able to read it; what is typed twice has to agree."
    ))

  static let settingUnknown = CatalogueEntry(
    retry: false,
    message: BilingualText("没有这项设置。", "There is no such setting."),
    clerk: BilingualText("请联系管理员。", "See the administrator."),
    administrator: BilingualText(
      "用 idkiosk window show 查看各项设置。", "See the settings with idkiosk window show."))

  static let settingBadValue = CatalogueEntry(
    retry: false,
    message: BilingualText("设置的值不合要求。", "The value does not fit the setting."),
    clerk: BilingualText("请联系管理员。", "See the administrator."),
    administrator: BilingualText(
      "允许的值见 idkiosk window show 和 docs/configuration.md。",
      "Which values fit is said by idkiosk window show and docs/configuration.md."))

  static let settingFixed = CatalogueEntry(
    retry: false,
    message: BilingualText(
      "这项设置写在配置文件里，不能在此更改。", "This setting stands in the configuration file and is not changed here."),
    clerk: BilingualText("请联系管理员。", "See the administrator."),
    administrator: BilingualText(
      "在 /etc/idkiosk/idkiosk.conf 更改，或删去该行，然后重新启动服务。",
      "Change it in /etc/idkiosk/idkiosk.conf, or take the line out, and restart the service."))
}
