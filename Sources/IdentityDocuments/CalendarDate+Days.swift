extension CalendarDate {
  /// Days since 1970-01-01.
  public var days: Int {
    // Years that begin in March, so that a leap day is the last one of its year.
    let (year, month) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let dayOfYear = (153 * month + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }

  /// The day so many days later.
  public func adding(days count: Int) -> CalendarDate? {
    let target = days + count
    var year = 1970 + target / 366
    while let next = CalendarDate(year: year + 1, month: 1, day: 1), next.days <= target { year += 1 }
    for month in stride(from: 12, through: 1, by: -1) {
      guard let first = CalendarDate(year: year, month: month, day: 1), first.days <= target else { continue }
      return CalendarDate(year: year, month: month, day: target - first.days + 1)
    }
    return nil
  }

  /// The same day so many years earlier; the first of March where there is no such day.
  public func subtracting(years count: Int) -> CalendarDate? {
    CalendarDate(year: year - count, month: month, day: day)
      ?? CalendarDate(year: year - count, month: 3, day: 1)
  }
}
