internal import FoundationEssentials

/// Text with `${...}` in the places where a message's parts go.
package struct MessageTemplate: Equatable, Sendable {
  /// What can stand in a place.
  package enum Part: String, CaseIterable, Sendable {
    case number, international, text, id, user, secret, report
  }

  /// How a part is written, so that no value can end the place it stands in.
  package enum Escaping: Equatable, Sendable {
    /// As in a URL's query and a form.
    case percent
    /// As inside a JSON string.
    case json
    /// As it is, without characters that end a line.
    case line
  }

  private enum Piece: Equatable, Sendable {
    case literal(String)
    case part(Part)
  }

  private let pieces: [Piece]

  /// The template that `source` writes; `nil` where a place is not closed or unknown.
  package init?(_ source: String) {
    var pieces: [Piece] = []
    var rest = Substring(source)
    while let start = rest.firstRange(of: "${") {
      pieces.append(.literal(String(rest[..<start.lowerBound])))
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "}"), let part = Part(rawValue: String(rest[..<end])) else {
        return nil
      }
      pieces.append(.part(part))
      rest = rest[rest.index(after: end)...]
    }
    pieces.append(.literal(String(rest)))
    self.pieces = pieces
  }

  /// Which parts it has.
  package var parts: Set<Part> {
    Set(pieces.compactMap { if case .part(let part) = $0 { part } else { nil } })
  }

  /// The text with everything in its place.
  package func filled(_ escaping: Escaping, _ value: (Part) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .literal(let text): text
      case .part(let part): Self.escaped(value(part), escaping)
      }
    }.joined()
  }

  private static func escaped(_ text: String, _ escaping: Escaping) -> String {
    switch escaping {
    case .percent: percent(text)
    case .json:
      (try? JSONEncoder().encode(text)).map { String(decoding: $0.dropFirst().dropLast(), as: UTF8.self) }
        ?? ""
    case .line:
      String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
  }

  /// `text` as in a URL's query (RFC 3986).
  static func percent(_ text: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = text.utf8.flatMap { byte -> [UInt8] in
      guard !plain.contains(byte) else { return [byte] }
      return [0x25, digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
