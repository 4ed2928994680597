// Every text of the page: Chinese first, English beside it. A screen keeps its own block, its keys begin with its id.
// `{name}` is replaced by a parameter. What is wrong always says what to do.
// Most screens have theirs in files of their own.
import { batchTexts } from "./texts-batch.js";
import { documentTexts } from "./texts-documents.js";
import { handOffTexts } from "./texts-handoff.js";
import { mobileTexts } from "./texts-mobile.js";
import { officeTexts } from "./texts-office.js";
import { personTexts } from "./texts-persons.js";
import { readTexts } from "./texts-read.js";
import { settingsTexts } from "./texts-settings.js";

export const texts = {
  ...batchTexts, ...documentTexts, ...handOffTexts, ...mobileTexts, ...officeTexts, ...personTexts, ...readTexts, ...settingsTexts,

  // The frame.
  "frame.title": ["读卡窗口", "Card window"],
  "frame.screens": ["功能", "Screens"],
  "frame.waiting": [
    "{count} 份读卡自 {since} 起等待送到中心，联上后自动送出。", "{count} readings wait for the centre since {since}; they are delivered by themselves.",
  ],
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
};
