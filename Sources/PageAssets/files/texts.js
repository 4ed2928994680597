// Every text of the page: Chinese first, English beside it. A screen keeps its own block, its keys begin with its id.
// `{name}` is replaced by a parameter. What is wrong always says what to do.
// Screens of an office have theirs in files of their own.
import { batchTexts } from "./texts-batch.js";
import { mobileTexts } from "./texts-mobile.js";
import { officeTexts } from "./texts-office.js";
import { personTexts } from "./texts-persons.js";
import { settingsTexts } from "./texts-settings.js";

export const texts = {
  ...batchTexts, ...mobileTexts, ...officeTexts, ...personTexts, ...settingsTexts,

  // The frame.
  "frame.title": ["读卡窗口", "Card window"],
  "frame.screens": ["功能", "Screens"],
  "frame.offline": ["连不上窗口服务，正在重试…", "The counter service cannot be reached. Trying again…"],
  "frame.offline.action": [
    "请稍等；恢复后自动继续。一分钟后仍不行，请联系管理员。",
    "Wait: the page goes on by itself. After a minute, call the administrator.",
  ],
  "frame.language": ["English", "中文"],
  "frame.language.switch": ["切换为英文 (Alt+L)", "Switch to Chinese (Alt+L)"],
  "frame.lock": ["锁定", "Lock"],
  "frame.lock.key": ["锁定并退出 (Alt+Q)", "Lock and sign out (Alt+Q)"],
  "frame.password.key": ["改自己的密码 (Alt+P)", "Change your password (Alt+P)"],
  "frame.mute": ["静音 (Alt+M)", "Mute (Alt+M)"],
  "frame.unmute": ["打开声音 (Alt+M)", "Sound on (Alt+M)"],
  "frame.volume": ["音量", "Volume"],
  "frame.lockSoon": ["{seconds} 秒后自动锁定；按任意键继续。", "Locks in {seconds} s. Press any key to go on."],

  // The reader in the header.
  "reader.ready": ["读卡机就绪", "Reader ready"],
  "reader.opening": ["读卡机正在启动", "Reader starting"],
  "reader.failed": ["读卡机有故障", "Reader failed"],
  "reader.none": ["没有读卡机", "No reader"],
  "reader.service": ["读卡服务没有运行", "No reader service"],
  "reader.unknown": ["读卡机状态未知", "Reader unknown"],
  "reader.more": ["另有 {count} 台", "{count} more"],

  // The clock.
  "clock.unset": [
    "这台电脑的日期不对（早于 2026 年）。请联系管理员校准时间，再读卡。",
    "This computer's date is wrong (before 2026). Have the administrator set the clock before reading cards.",
  ],
  "clock.differs": [
    "这台电脑与窗口服务的时间不一致。请联系管理员校准时间。",
    "This computer and the counter service disagree about the time. Have the administrator set the clock.",
  ],
  "clock.steppedBack": [
    "电脑时间被往回调了。请核对时间，必要时联系管理员。",
    "This computer's clock was set back. Check the time; call the administrator if it is wrong.",
  ],
  "clock.behindArchive": [
    "电脑时间早于档案中的记录，时间可能不对。请联系管理员校准时间。",
    "This computer's clock is behind what is on file and may be wrong. Have the administrator set it.",
  ],

  // Signing in.
  "signIn.title": ["请登录", "Sign in"],
  "signIn.name": ["用户名", "User name"],
  "signIn.password": ["密码", "Password"],
  "signIn.go": ["登录", "Sign in"],
  "signIn.self": ["不登录，自助读卡", "Read a card without signing in"],
  "signIn.locked": ["已自动锁定，屏幕内容已清除。请重新登录。", "Locked, and the screen was cleared. Sign in again."],
  "signIn.out": ["已退出。", "You have signed out."],
  "signIn.ended": [
    "登录已失效（超时或服务重新启动）。请重新登录。",
    "The sign-in is no longer valid: time is over, or the service restarted. Sign in again.",
  ],
  "signIn.empty": ["请输入用户名和密码。", "Enter the user name and the password."],

  // Reading a card.
  "read.title": ["读卡", "Read"],
  "read.checking": ["正在检查读卡机…", "Looking for the reader…"],
  "read.waiting": ["请放卡", "Lay a card on the reader"],
  "read.waiting.hint": ["把证件平放在读卡机上，读完前不要移动。", "Flat on the reader, and still until it is read."],
  "read.lift": ["请拿起卡片，再放一次", "Lift the card and lay it again"],
  "read.lift.hint": [
    "这张卡刚刚读过；拿起后重新放下才会再读。",
    "This card was just read. It is read again after it was lifted and laid anew.",
  ],
  "read.reading": ["正在读卡…", "Reading the card…"],
  "read.reading.hint": ["请不要移动卡片。", "Do not move the card."],
  "read.step.find": ["找到卡片", "Card found"],
  "read.step.select": ["选取卡片", "Card selected"],
  "read.step.read": ["读取文字", "Reading the text"],
  "read.step.portrait": ["解码照片", "Decoding the portrait"],
  "read.step.done": ["完成", "done"],
  "read.step.now": ["正在进行", "now"],
  "read.step.next": ["等待", "to come"],
  "read.elsewhere": ["另一个页面正在等卡", "Another page is waiting for cards"],
  "read.elsewhere.hint": [
    "同一时间只有一个页面读卡。要在这里读，请按空格键。",
    "One page reads at a time. Press Space to read here.",
  ],
  "read.here": ["在这里读卡", "Read here"],
  "read.choose": ["两台读卡机上都有卡，请选择", "Both readers have a card: choose one"],
  "read.choose.hint": ["或只留一张卡在读卡机上，再按空格键。", "Or leave one card only and press Space."],
  "read.again": ["重读", "Read again"],
  "read.retry": ["再试一次", "Try again"],
  "read.done": ["完成读卡返回", "Done, next person"],
  "read.return": ["返回（不建档）", "Return, file nothing"],
  "read.mobile": ["绑定/修改手机号", "Bind or change mobile"],
  "read.cancel": ["不建档，清除", "Clear, file nothing"],
  "read.announce": ["已读出，请核对。", "The card was read. Please check."],
  "read.cleared": ["没有建档，屏幕已清除。", "Nothing was filed; the screen is clear."],
  "read.ended": ["读卡时间已过，没有建档。", "The time for this card is over; nothing was filed."],
  "read.otherCard": ["放了另一张卡；前一张没有建档。", "Another card was laid; the one before was not filed."],
  "read.readerLost": ["读卡机断开了；这次读卡没有建档。", "The reader went away; this reading was not filed."],
  "read.lifted": ["卡片已拿走", "Card lifted"],
  "read.giveBack": ["请把证件交还本人。", "Give the card back."],
  "read.takeBack": ["请拿回您的证件。", "Take your card."],
  "read.code": ["代码 {code}", "code {code}"],

  "read.field.sexAndGroup": ["性别民族", "sex, group"],
  "read.age": ["（{age} 岁）", "({age} years)"],
  "read.longTerm": ["长期", "long-term"],
  "read.blank": ["（空）", "(blank)"],
  "read.numberFits": ["校验通过", "check digit fits"],
  "read.portraitOf": ["证件照片", "Portrait from the card"],
  "read.portrait.wait": ["照片…", "Portrait…"],
  "read.portrait.absent": ["卡片中没有照片", "No portrait on the card"],
  "read.portrait.noDecoder": ["没有安装照片解码库", "No portrait decoder is installed"],
  "read.portrait.failed": ["照片没有解码成功", "The portrait was not decoded"],
  "read.portrait.action": ["请用证件上的照片核对本人。", "Compare the person with the photo on the document."],
  "read.noted": ["{count} 项需要注意", "{count} to note"],
  "read.severity.info": ["说明", "Note"],
  "read.severity.warning": ["注意", "Warning"],
  "read.severity.error": ["不符", "Mismatch"],
  "read.onThisCard": ["本卡", "This card"],
  "read.onFile": ["档案中", "On file"],
  "read.same": ["相同", "same"],
  "read.changed": ["有变化", "changed"],
  "read.portraitChanged": ["照片与档案中的不同", "differs from the one on file"],

  // What done will do.
  "read.will.wait": ["正在与档案比对…", "Comparing with the archive…"],
  "read.will.filed": ["尚未建档；完成后建档。", "Not on file. Done files this person."],
  "read.will.unchanged": ["已在档案中（{date} 读卡），内容相同。", "On file since {date}, nothing changed."],
  "read.will.renewed": [
    "已在档案中（{date} 读卡），{fields}有变化；完成后更新。",
    "On file since {date}. Changed: {fields}. Done renews it.",
  ],
  "read.will.older": [
    "档案中已有更新的证件（{date} 读卡）；这张完成后只存为历史。",
    "A newer document is on file (read {date}). Done keeps this one as history only.",
  ],
  "read.will.conflict": [
    "与档案冲突：{fields}不同。尚未写入任何内容；完成后交主管处理，档案不变。",
    "Conflict with the archive: {fields}. Nothing was written. Done hands it to a supervisor; the file stays as it is.",
  ],
  "read.will.unknown": ["无法与档案比对。", "It could not be compared with the archive."],
  "read.will.noRight": ["本窗口只读卡，不建档。", "This window reads cards and files nothing."],
  "read.filing": ["正在建档…", "Filing…"],

  // What done did: no word about the person.
  "read.did.filed": ["已建档", "Filed"],
  "read.did.unchanged": ["已在档案中，本次读卡已记录", "On file already; this reading was noted"],
  "read.did.renewed": ["档案已更新", "The file was renewed"],
  "read.did.older": ["已存为历史，现行证件不变", "Kept as history; the current document stays"],
  "read.did.conflict": ["档案未改动，已交主管处理", "The file was not touched; a supervisor will decide"],
  "read.did.queued": ["已保存，稍后自动建档", "Kept safe; it is filed by itself later"],
  "read.did.returned": ["没有建档，屏幕已清除", "Nothing was filed; the screen is clear"],
  "read.did.at": ["{time} 完成", "finished {time}"],
  "read.did.unsure": [
    "连接中断，不知道是否已建档。请再读一次这张卡，屏幕会说明是否已在档案中。",
    "The connection broke, so it is not known whether this was filed. Read the card again: the screen says if it is on file.",
  ],
  "read.did.not": ["没有建档", "Not filed"],
  "read.takeAway": ["请拿走卡片", "Take the card away"],
  "read.next": ["放上下一张卡就会开始读。", "Lay the next card, and it is read."],

  // Self-service.
  "self.title": ["自助读卡", "Read your card"],
  "self.done": ["完成", "Done"],
  "self.mobile": ["绑定手机号", "Bind mobile number"],
  "self.return": ["看完了，清除", "Finished, clear"],
  "self.soon": ["{seconds} 秒后清除屏幕；按任意键或点一下屏幕继续。", "The screen clears in {seconds} s. Press a key or touch the screen to go on."],
  "self.cleared": ["屏幕已清除。", "The screen was cleared."],
  "self.closed": ["本窗口没有开放自助读卡", "Self-service is not open at this window"],
  "self.closed.hint": ["请到窗口找工作人员办理。", "Please go to the clerk."],

  // Fields of a document, as failures, findings and changes name them.
  "field.kind": ["证件种类", "kind"],
  "field.number": ["号码", "number"],
  "field.name": ["姓名", "name"],
  "field.englishName": ["英文姓名", "English name"],
  "field.sex": ["性别", "sex"],
  "field.ethnicGroup": ["民族", "ethnic group"],
  "field.nationality": ["国籍", "nationality"],
  "field.birthDate": ["出生", "birth date"],
  "field.address": ["住址", "address"],
  "field.newestAddress": ["最新住址", "newest address"],
  "field.authority": ["签发", "authority"],
  "field.authorityCode": ["签发代码", "authority code"],
  "field.validFrom": ["有效期起", "valid from"],
  "field.validUntil": ["有效期止", "valid until"],
  "field.validity": ["期限", "valid"],
  "field.passNumber": ["通行证号", "pass number"],
  "field.issueCount": ["签发次数", "issue count"],
  "field.cardVersion": ["证件版本", "card version"],
  "field.previousNumberLink": ["旧号码关联", "link to earlier number"],
  "field.previousNumber": ["旧号码", "earlier number"],
  "field.reserved": ["保留区", "reserved area"],
  "field.portrait": ["照片", "portrait"],

  "kind.residentIdentityCard": ["居民身份证", "Resident identity card"],
  "kind.hkMacaoTaiwanResidencePermit": ["港澳台居民居住证", "HK, Macao and Taiwan residence permit"],
  "kind.foreignPermanentResidentCard2017": ["外国人永久居留身份证（2017版）", "Foreign permanent resident card (2017)"],
  "kind.foreignPermanentResidentCard2023": ["外国人永久居留身份证（2023版）", "Foreign permanent resident card (2023)"],
  "kind.militaryOfficerCard": ["军官证", "Military officer card"],
  "kind.foreignPassport": ["外国护照", "Foreign passport"],
  "kind.hkMacaoReturnPermit": ["港澳居民来往内地通行证", "HK and Macao return permit"],
  "kind.taiwanCompatriotPermit": ["台湾居民来往大陆通行证", "Taiwan compatriot permit"],
  "kind.unknown": ["无法识别的证件", "Unknown kind of document"],
};
