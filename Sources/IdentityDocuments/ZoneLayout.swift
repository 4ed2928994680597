/// What stands where in one kind of machine-readable zone (docs/reader-protocol.md §9).
struct ZoneLayout: Sendable {
  var kind: DocumentKind
  var number: ZonePlace
  var birthDate: ZonePlace
  var expiry: ZonePlace
  var sex: ZonePlace?
  var nationality: ZonePlace?
  var names: ZonePlace?
  /// A further number with a check digit behind it.
  var other: ZonePlace?
  /// What the check digit over all covers, and where it stands.
  var all: [ZonePlace] = []
  var allCheck: ZonePlace?

  /// The layout of `zone`, told by its number of lines and its first characters.
  static func of(_ zone: ZoneText) -> ZoneLayout? {
    let code = String(decoding: zone.characters(ZonePlace(0, 0, 2)), as: UTF8.self)
    switch (zone.count, code) {
    case (2, _) where code.hasPrefix("P"):
      // A passport of the People's Republic is no foreign passport.
      let isForeign = zone.text(ZonePlace(0, 2, 3)) != "CHN"
      return passport(isForeign ? .foreignPassport : .unknown)
    case (3, "CR"): return permit(.hkMacaoReturnPermit, home: 9)
    case (3, "CT"): return permit(.taiwanCompatriotPermit, home: 10)
    case (3, "C<"): return permitOf1999
    case (1, "CS"), (1, "CD"): return oneLine
    case (3, _): return card
    default: return nil
    }
  }

  private static func passport(_ kind: DocumentKind) -> ZoneLayout {
    ZoneLayout(
      kind: kind, number: ZonePlace(1, 0, 9), birthDate: ZonePlace(1, 13, 6), expiry: ZonePlace(1, 21, 6),
      sex: ZonePlace(1, 20, 1), nationality: ZonePlace(1, 10, 3), names: ZonePlace(0, 5, 39),
      other: ZonePlace(1, 28, 14),
      all: [ZonePlace(1, 0, 10), ZonePlace(1, 13, 7), ZonePlace(1, 21, 22)], allCheck: ZonePlace(1, 43, 1))
  }

  private static func permit(_ kind: DocumentKind, home: Int) -> ZoneLayout {
    ZoneLayout(
      kind: kind, number: ZonePlace(0, 2, 9), birthDate: ZonePlace(0, 23, 6), expiry: ZonePlace(0, 15, 6),
      sex: ZonePlace(0, 22, 1), names: ZonePlace(2, 0, 30), other: ZonePlace(1, 19, home))
  }

  private static let permitOf1999 = ZoneLayout(
    kind: .hkMacaoReturnPermit, number: ZonePlace(1, 15, 11), birthDate: ZonePlace(1, 0, 6),
    expiry: ZonePlace(1, 8, 6), sex: ZonePlace(1, 7, 1), names: ZonePlace(2, 0, 30))

  // The permits of mainland residents: what their last check digit covers is not published.
  private static let oneLine = ZoneLayout(
    kind: .unknown, number: ZonePlace(0, 2, 9), birthDate: ZonePlace(0, 21, 6), expiry: ZonePlace(0, 13, 6))

  private static let card = ZoneLayout(
    kind: .unknown, number: ZonePlace(0, 5, 9), birthDate: ZonePlace(1, 0, 6), expiry: ZonePlace(1, 8, 6),
    sex: ZonePlace(1, 7, 1), nationality: ZonePlace(1, 15, 3), names: ZonePlace(2, 0, 30),
    all: [ZonePlace(0, 5, 25), ZonePlace(1, 0, 7), ZonePlace(1, 8, 7), ZonePlace(1, 18, 11)],
    allCheck: ZonePlace(1, 29, 1))
}
