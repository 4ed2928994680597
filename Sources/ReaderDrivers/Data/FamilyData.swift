internal import Bytes
public import ReaderKit

/// A file of readers, read but not yet understood by its shape: lines `key = value`, then a section for each reader.
///
///     # Comments begin like this.
///     name = SAM over USB
///     shape = frames
///     facts = §2.2
///     tested = how
///     deadline.read = 5000
///
///     [0400:C35A]
///     name = SS628-100U and many more
///     certainty = A
///
/// A section is headed by vendor and product in hexadecimal digits, by `serial`, by `pcsc` (any reader) or by `pcsc` and
/// the beginning of a name. What the keys mean is in docs/driver-guide.md.
public struct FamilyData: Sendable {
  /// One reader, or any that answers to one description.
  public struct Reader: Equatable, Sendable {
    /// Which devices.
    public var match: DeviceMatch
    /// Its name, for people.
    public var name = ""
    /// How sure the facts are: A, B or C as in docs/reader-protocol.md §0; `-` where nobody published any.
    public var certainty = ""
    /// What else is to be known.
    public var note = ""
    /// The USB-serial adapters that such readers often hang on: `VVVV:PPPP` and a name.
    public var adapters: [Adapter] = []
  }

  /// A USB-serial adapter; its ids say nothing of what hangs on it.
  public struct Adapter: Equatable, Sendable {
    /// Vendor and product.
    public var match: DeviceMatch
    /// Its name, for people.
    public var name: String
  }

  /// The file's name.
  public let file: String
  /// For people.
  public private(set) var name = ""
  /// The name of its shape.
  public private(set) var shape = ""
  /// Where the facts stand in docs/reader-protocol.md.
  public private(set) var facts = ""
  /// How it was tested.
  public private(set) var tested = ""
  /// Its readers, in the order of the file.
  public private(set) var readers: [Reader] = []
  /// The lines that hold for the whole family, as they stand in the file.
  public private(set) var description: [String] = []
  var settings: DataSettings

  /// Reads a file's content; says where it is wrong.
  public init(_ content: String, file: String) throws(ReaderDataError) {
    self.file = file
    settings = DataSettings(file: file)
    for (index, line) in content.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      try take(line.trimmedLine(), line: index + 1)
    }
    let end = ReaderDataError(file: file, line: 1, problem: "")
    for (key, value) in [("name", name), ("shape", shape), ("facts", facts), ("tested", tested)]
    where value.isEmpty {
      throw ReaderDataError(file: file, line: end.line, problem: "\(key) is missing")
    }
    guard !readers.isEmpty else {
      throw ReaderDataError(file: file, line: end.line, problem: "no reader is named")
    }
    guard readers.allSatisfy({ !$0.name.isEmpty && !$0.certainty.isEmpty }) else {
      throw ReaderDataError(file: file, line: end.line, problem: "a reader has no name or no certainty")
    }
  }

  private mutating func take(_ line: String, line number: Int) throws(ReaderDataError) {
    func wrong(_ problem: String) -> ReaderDataError {
      ReaderDataError(file: file, line: number, problem: problem)
    }
    if line.isEmpty || line.hasPrefix("#") { return }
    if line.hasPrefix("["), line.hasSuffix("]") {
      guard let match = Self.match(line.dropFirst().dropLast().trimmedLine()) else {
        throw wrong("no reader is described like this")
      }
      guard !readers.contains(where: { $0.match == match }) else {
        throw wrong("this reader stands here twice")
      }
      readers.append(Reader(match: match))
      return
    }
    let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let key = parts.first?.trimmedLine(), let value = parts.last?.trimmedLine(),
      !key.isEmpty, !value.isEmpty
    else { throw wrong("a line is [a reader] or key = value") }
    guard let last = readers.indices.last else {
      description.append("\(key) = \(value)")
      return try take(key, value, number)
    }
    switch key {
    case "name": readers[last].name = value
    case "certainty":
      guard ["A", "B", "C", "-"].contains(value) else { throw wrong("certainty is A, B, C or -") }
      readers[last].certainty = value
    case "note": readers[last].note = value
    case "adapter":
      let words = value.split(separator: " ", maxSplits: 1)
      guard readers[last].match == .serial, words.count == 2,
        let match = words.first.flatMap({ Self.pair($0.trimmedLine()) }),
        let name = words.last?.trimmedLine(),
        !readers.contains(where: { $0.adapters.contains { $0.match == match } })
      else { throw wrong("an adapter is vendor:product and a name, once, of [serial]") }
      readers[last].adapters.append(Adapter(match: match, name: name))
    default: throw wrong("unknown of a reader: \(key)")
    }
  }

  private mutating func take(_ key: String, _ value: String, _ line: Int) throws(ReaderDataError) {
    switch key {
    case "name": name = value
    case "shape":
      shape = value
      settings.shapeLine = line
    case "facts": facts = value
    case "tested": tested = value
    default: try settings.add(key, value, line: line)
    }
  }

  /// How a section for such devices is headed.
  static func heading(_ match: DeviceMatch) -> String {
    func hex(_ number: UInt16) -> String {
      let digits = String(number, radix: 16, uppercase: true)
      return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return switch match {
    case .usb(let vendor, let product): "[\(hex(vendor)):\(hex(product))]"
    case .serial: "[serial]"
    case .pcsc: "[pcsc]"
    case .pcscNamed(let start): "[pcsc \(start)]"
    }
  }

  private static func match(_ text: String) -> DeviceMatch? {
    if text == "serial" { return .serial }
    if text == "pcsc" { return .pcsc }
    if text.hasPrefix("pcsc ") { return .pcscNamed(text.dropFirst(5).trimmedLine()) }
    return pair(text)
  }

  private static func pair(_ text: String) -> DeviceMatch? {
    let ids = text.split(separator: ":", omittingEmptySubsequences: false)
    guard ids.count == 2, ids.allSatisfy({ $0.count == 4 && $0.allSatisfy(\.isHexDigit) }),
      let vendor = ids.first.flatMap({ UInt16($0, radix: 16) }),
      let product = ids.last.flatMap({ UInt16($0, radix: 16) })
    else { return nil }
    return .usb(vendor: vendor, product: product)
  }
}
