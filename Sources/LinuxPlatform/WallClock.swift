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

  /// Seconds since 1970 of a time as `now` gives it, or with `Z` for its offset; `nil` for what is none.
  public static func seconds(of text: String) -> Int? {
    let bytes = Array((text.hasSuffix("Z") ? text.dropLast() + "+00:00" : text).utf8)
    let marks: [(Int, [UInt8])] = [
      (4, [0x2D]), (7, [0x2D]), (10, [0x54]), (13, [0x3A]), (16, [0x3A]), (19, [0x2B, 0x2D]), (22, [0x3A]),
    ]
    guard bytes.count == 25, marks.allSatisfy({ $0.1.contains(bytes[$0.0]) }) else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      range.reduce(Int?.some(0)) { number, index in
        guard let number, (0x30...0x39).contains(bytes[index]) else { return nil }
        return number * 10 + Int(bytes[index] - 0x30)
      }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let hours = number(20..<22), let minutes = number(23..<25)
    else { return nil }
    var parts = unsafe tm()
    unsafe parts.tm_year = CInt(year - 1_900)
    unsafe parts.tm_mon = CInt(month - 1)
    unsafe parts.tm_mday = CInt(day)
    unsafe parts.tm_hour = CInt(hour)
    unsafe parts.tm_min = CInt(minute)
    unsafe parts.tm_sec = CInt(second)
    let offset = (hours * 60 + minutes) * 60
    return Int(unsafe timegm(&parts)) - (bytes[19] == 0x2D ? -offset : offset)
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
