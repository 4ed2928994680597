internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform

/// The day at this window.
enum Today {
  /// Today, local time.
  static func date() throws(KioskFailure) -> CalendarDate {
    let today = WallClock.today()
    guard let date = CalendarDate(year: today.year, month: today.month, day: today.day) else {
      throw KioskFailure(.serviceInternal)
    }
    return date
  }
}
