import Foundation

/// An HTTP answer, taken from the bytes of a connection.
public struct PageAnswer: Sendable {
  /// The status code.
  public var status: Int
  /// By lower-case name; of several with one name the last.
  public var headers: [String: String]
  /// The body so far, without chunk marks.
  public var body: [UInt8]
  /// Whether the body is whole.
  public var isWhole: Bool
  /// How many bytes of the connection it took.
  var length: Int

  /// The body as text.
  public var text: String { String(decoding: body, as: UTF8.self) }
  /// The body as JSON.
  public var json: JSONValue { JSONValue(text) }
  /// The reason of a failure in the body.
  public var reason: String? { json["error"]["data"]["reason"].text }
  /// The events of a stream so far.
  public var events: [String] {
    // What follows the last mark has not come whole.
    text.components(separatedBy: "\n\n").dropLast().map { $0 }
  }

  /// The answer that `bytes` begin with; `nil` when its head has not come yet.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    guard let code = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      return nil
    }
    status = code
    headers = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let rest = bytes[end.upperBound...]
    if headers["transfer-encoding"]?.lowercased() == "chunked" {
      let chunks = Self.unchunked(rest)
      (body, isWhole, length) = (chunks.body, chunks.isWhole, end.upperBound + chunks.taken)
    } else {
      let wanted = headers["content-length"].flatMap { Int($0) } ?? 0
      body = Array(rest.prefix(wanted))
      isWhole = rest.count >= wanted
      length = end.upperBound + body.count
    }
  }

  private static func unchunked(_ bytes: ArraySlice<UInt8>) -> (body: [UInt8], isWhole: Bool, taken: Int) {
    var rest = bytes
    var body: [UInt8] = []
    while let end = rest.firstRange(of: [0x0D, 0x0A]),
      let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16),
      rest.endIndex - end.upperBound >= size + 2
    {
      body += rest[end.upperBound..<end.upperBound + size]
      rest = rest[(end.upperBound + size + 2)...]
      if size == 0 { return (body, true, bytes.count - rest.count) }
    }
    return (body, false, bytes.count - rest.count)
  }
}
