internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform

/// The day at this window.
enum Today {
  /// Today, local time.
  static func date() throws(KioskFailure) -> CalendarDate {
    guard let date = CalendarDate(WallClock.today()) else { throw KioskFailure(.serviceInternal) }
    return date
  }
}
