internal import Glibc

/// The time of day, for people and records; never for deadlines.
public enum WallClock {
  private struct Parts {
    var date: [Int]
    var time: [Int]
    var offset: Int
  }

  /// Now, as ISO 8601 with the local offset, for example `2026-11-20T09:15:02+08:00`.
  public static func now() -> String {
    let parts = local()
    let minutes = abs(parts.offset) / 60
    return parts.date.map(padded).joined(separator: "-") + "T" + parts.time.map(padded).joined(separator: ":")
      + (parts.offset < 0 ? "-" : "+") + padded(minutes / 60) + ":" + padded(minutes % 60)
  }

  /// Year, month and day of today, local time.
  public static func today() -> (year: Int, month: Int, day: Int) {
    let date = local().date
    return (date[0], date[1], date[2])
  }

  /// `seconds` since 1970 in UTC, as `2026-11-20T01:15:02Z`.
  public static func utc(_ seconds: Int) -> String {
    var seconds = time_t(seconds)
    var parts = unsafe tm()
    unsafe gmtime_r(&seconds, &parts)
    let date = [Int(unsafe parts.tm_year) + 1_900, Int(unsafe parts.tm_mon) + 1, Int(unsafe parts.tm_mday)]
    let time = [Int(unsafe parts.tm_hour), Int(unsafe parts.tm_min), Int(unsafe parts.tm_sec)]
    return date.map(padded).joined(separator: "-") + "T" + time.map(padded).joined(separator: ":") + "Z"
  }

  private static func local() -> Parts {
    var seconds = time(nil)
    var parts = unsafe tm()
    unsafe localtime_r(&seconds, &parts)
    return Parts(
      date: [Int(unsafe parts.tm_year) + 1_900, Int(unsafe parts.tm_mon) + 1, Int(unsafe parts.tm_mday)],
      time: [Int(unsafe parts.tm_hour), Int(unsafe parts.tm_min), Int(unsafe parts.tm_sec)],
      offset: unsafe parts.tm_gmtoff)
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
