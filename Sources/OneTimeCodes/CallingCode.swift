/// The countries' codes of E.164 and how long a mobile number behind each may be.
enum CallingCode {
  /// The digits of a number, its country's code among them, by ITU-T E.164 §6.2.1.
  private static let most = 15
  /// The fewest digits behind a code: no country has mobile numbers shorter than that.
  private static let fewest = 6

  /// Codes whose mobile numbers have so many digits behind them, the leading 0 of national writing left off.
  private static let exact: [String: ClosedRange<Int>] = [
    "1": 10...10, "7": 10...10, "33": 9...9, "34": 9...9, "39": 9...10, "44": 10...10, "49": 10...11,
    "60": 9...10,
    "61": 9...9, "62": 9...12, "63": 10...10, "64": 8...10, "65": 8...8, "66": 9...9, "81": 10...10,
    "82": 9...10,
    "84": 9...9, "91": 10...10, "852": 8...8, "853": 8...8, "886": 9...9,
  ]

  /// Every code of a country or a territory that is in use (ITU-T E.164, list of assigned codes), 86 apart.
  private static let codes: Set<String> = {
    let two = "20 27 30 31 32 36 40 41 43 45 46 47 48 51 52 53 54 55 56 57 58 90 92 93 94 95 98"
    let three =
      "211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 "
      + "242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 "
      + "290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 377 378 380 381 382 "
      + "383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 "
      + "599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 850 855 856 880 960 "
      + "961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 992 993 994 995 996 998"
    return Set((two + " " + three).split(separator: " ").map(String.init)).union(exact.keys)
  }()

  /// Whether `digits` are a country's code and a number that can be a mobile one there.
  static func isNumber(_ digits: Substring) -> Bool {
    let bytes = Array(digits.utf8)
    guard bytes.count <= most, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    // No code is the beginning of another one.
    guard let code = (1...3).map({ String(digits.prefix($0)) }).first(where: codes.contains) else {
      return false
    }
    let rest = bytes.dropFirst(code.utf8.count)
    // Nowhere but in Italy does a number keep its leading 0, and there no mobile one has it.
    guard rest.first != 0x30 else { return false }
    return (exact[code] ?? fewest...(most - code.utf8.count)).contains(rest.count)
  }
}
