internal import KioskProtocol
internal import ReaderKit

extension Recording {
  /// Reads a file's content; says which line is wrong.
  public init(_ content: String, file: String) throws(ReaderDataError) {
    let reader = try RecordingReader(content, file: file)
    self = reader.recording
    // What the head describes must be a family.
    do throws(ReaderDataError) { _ = try family() } catch {
      throw ReaderDataError(file: file, line: 1, problem: "head: \(error.problem)")
    }
  }
}

/// Takes a recording apart, line by line.
private struct RecordingReader {
  private let file: String
  private var number = 0
  var recording = Recording(description: [])

  init(_ content: String, file: String) throws(ReaderDataError) {
    self.file = file
    var whole = ""
    var first = 0
    for (index, line) in content.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let text = line.drop { $0 == " " }
      if text.first == "|" {
        whole += " " + text.dropFirst()
        continue
      }
      number = first
      try take(whole)
      whole = String(text)
      first = index + 1
    }
    number = first
    try take(whole)
  }

  private func wrong(_ problem: String) -> ReaderDataError {
    ReaderDataError(file: file, line: number, problem: problem)
  }

  private mutating func take(_ line: String) throws(ReaderDataError) {
    if number == 1 {
      guard line == Recording.signature else { throw wrong("no recording begins like this") }
      return
    }
    guard number > 1, !line.isEmpty, !line.hasPrefix("#") else { return }
    let words = line.split(separator: " ")
    let (first, second) = (words.first ?? "", words.dropFirst().first ?? "")
    if first == "call" {
      guard words.count == 2, let kind = RecordedCall.Kind(rawValue: String(second)) else {
        throw wrong("no such call")
      }
      recording.calls.append(RecordedCall(kind: kind))
    } else if let last = recording.calls.indices.last {
      try take(words, line, into: last)
    } else if first == "interface" {
      try takeInterface(line)
    } else if first == "settings" {
      guard let count = Int(second), (1...64).contains(count) else { throw wrong("1 to 64 settings") }
      recording.settings = count
    } else {
      recording.description.append(line)
    }
  }

  private mutating func take(_ words: [Substring], _ line: String, into call: Int) throws(ReaderDataError) {
    switch words.first {
    case "=": recording.calls[call].result = .said(String(line.dropFirst(2)))
    case "!":
      guard let reason = words.dropFirst().first.flatMap({ FailureReason(rawValue: String($0)) }) else {
        throw wrong("no such reason")
      }
      recording.calls[call].result = .failed(reason)
    default:
      guard let event = Self.event(words) else { throw wrong("no such operation") }
      recording.calls[call].events.append(event)
    }
  }

  private static func event(_ words: [Substring]) -> RecordedEvent? {
    guard let moment = words.first.flatMap({ Int($0) }), moment >= 0 else { return nil }
    let rest = words.dropFirst()
    let head = rest.prefix { $0 != ">" && $0 != "<" && $0 != "!" }
    var tail = rest.dropFirst(head.count)
    var sent: [UInt8]?
    if tail.first == ">" {
      let bytes = tail.dropFirst().prefix { $0 != "<" && $0 != "!" }
      guard let decoded = HexRuns.decode(bytes) else { return nil }
      sent = decoded
      tail = tail.dropFirst(1 + bytes.count)
    }
    guard let operation = LinkOperation(words: Array(head), sent) else { return nil }
    switch tail.first {
    case nil: return RecordedEvent(moment: moment, operation: operation, outcome: .done)
    case "<":
      guard let bytes = HexRuns.decode(tail.dropFirst()) else { return nil }
      return RecordedEvent(moment: moment, operation: operation, outcome: .bytes(bytes))
    default:
      guard tail.count == 2, let reason = tail.last.flatMap({ FailureReason(rawValue: String($0)) }) else {
        return nil
      }
      return RecordedEvent(moment: moment, operation: operation, outcome: .failed(reason))
    }
  }

  private mutating func takeInterface(_ line: String) throws(ReaderDataError) {
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let head = (parts.first ?? "").split(separator: " ")
    guard parts.count == 2, head.count == 3, let number = UInt8(head[1]), let code = UInt8(head[2], radix: 16)
    else { throw wrong("an interface is NUMBER CLASS: ADDRESS KIND SIZE, ...") }
    var points: [USBEndpoint] = []
    for point in (parts.last ?? "").split(separator: ",") {
      let words = point.split(separator: " ")
      guard words.count == 3, let address = UInt8(words[0], radix: 16),
        let kind = [USBEndpoint.Kind.bulk, .interrupt, .other].first(where: { $0.word == words[1] }),
        let size = Int(words[2]), (0...2_047).contains(size)
      else { throw wrong("an endpoint is ADDRESS KIND SIZE") }
      points.append(USBEndpoint(address: address, kind: kind, packetSize: size))
    }
    recording.interfaces.append(USBInterface(number: number, classCode: code, endpoints: points))
  }
}

extension LinkOperation {
  fileprivate init?(words: [Substring], _ sent: [UInt8]?) {
    func pipe() -> Pipe? {
      guard words.count == 3,
        let kind = [USBPipe.Kind.bulk, .interrupt, .feature].first(where: { $0.word == words[1] }),
        let address = UInt8(words[2], radix: 16)
      else { return nil }
      return Pipe(kind, address)
    }
    let number = words.count == 2 ? Int(words[1]) : nil
    switch (words.first, sent) {
    case ("send", let bytes?):
      guard let pipe = pipe() else { return nil }
      self = .send(bytes, pipe)
    case ("receive", nil):
      guard let pipe = pipe() else { return nil }
      self = .receive(pipe)
    case ("control", let bytes?):
      guard let code = number.flatMap({ UInt32(exactly: $0) }) else { return nil }
      self = .control(code, bytes)
    case ("claim", nil):
      guard let interface = number.flatMap({ UInt8(exactly: $0) }) else { return nil }
      self = .claim(interface)
    case ("setting", nil):
      guard let number, (0..<64).contains(number) else { return nil }
      self = .setting(number)
    case ("write", let bytes?): self = .write(bytes)
    case ("transmit", let bytes?): self = .transmit(bytes)
    case (let word?, nil):
      let plain: [Substring: LinkOperation] = [
        "open": .open, "read": .read, "reset": .reset, "connect": .connect, "connect-reader": .connectReader,
        "disconnect": .disconnect, "close": .close,
      ]
      guard words.count == 1, let operation = plain[word] else { return nil }
      self = operation
    default: return nil
    }
  }
}
