import Foundation
import TestSupport

/// What a person's values look like wherever they may have been left.
struct SecretMarks: Sendable {
  /// A run of bytes that nothing but the value itself gives.
  private struct Mark: Sendable {
    var name: String
    var bytes: Data
    /// How many bytes the value has in UTF-8.
    var length: Int
  }
  private typealias Find =
    @convention(c) (UnsafeRawPointer, Int, UnsafeRawPointer, Int) -> UnsafeMutableRawPointer?
  /// memmem(3), which the C library's headers show to GNU programs only: whole processes are searched here.
  private static let find = dlsym(nil, "memmem").map { unsafeBitCast($0, to: Find.self) }
  private static let window = 16
  private var marks: [Mark] = []

  /// A text, as UTF-8 and as the cards write it.
  mutating func add(_ name: String, _ text: String) {
    let wide = Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    marks.append(Mark(name: name, bytes: Data(text.utf8), length: text.utf8.count))
    marks.append(Mark(name: name + " in UTF-16", bytes: wide, length: text.utf8.count))
  }

  /// A block, in windows of 16 bytes one after the other, as it is and in base64.
  mutating func add(_ name: String, block: [UInt8]) {
    for (spelling, bytes) in [("", Data(block)), (" in base64", Data(block).base64EncodedData())] {
      for start in stride(from: 0, through: bytes.count - Self.window, by: Self.window) {
        let part = bytes[start..<start + Self.window]
        // What is nearly all one byte is no mark of anybody.
        guard Set(part).count > Self.window / 2 else { continue }
        marks.append(Mark(name: name + spelling, bytes: Data(part), length: Self.window))
      }
    }
  }

  /// Everything a card says of its person, and the face on it.
  mutating func add(_ who: String, number: String, name: String, address: String, photo: [UInt8]) {
    add("\(who)'s number", number)
    add("\(who)'s name", name)
    add("\(who)'s address", address)
    add("\(who)'s photo block", block: photo)
  }

  /// Those that Swift keeps in memory of their own: a shorter text lies within the value that holds it.
  var longOnes: SecretMarks {
    var long = self
    long.marks.removeAll { $0.length <= 15 }
    return long
  }

  /// Those that do not stand in the file at `path`: a program that draws invented faces itself has parts of every one.
  func notIn(file path: String) throws -> SecretMarks {
    let file = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    var rest = self
    file.withUnsafeBytes { whole in
      rest.marks.removeAll { mark in mark.bytes.withUnsafeBytes { Self.stands($0, in: whole) } }
    }
    return rest
  }

  /// The names of the marks that stand in `data`.
  func found(in data: Data) -> Set<String> {
    guard !data.isEmpty else { return [] }
    return data.withUnsafeBytes { whole in
      Set(marks.filter { mark in mark.bytes.withUnsafeBytes { Self.stands($0, in: whole) } }.map(\.name))
    }
  }

  private static func stands(_ part: UnsafeRawBufferPointer, in whole: UnsafeRawBufferPointer) -> Bool {
    guard let start = whole.baseAddress, let wanted = part.baseAddress else { return false }
    return Self.find?(start, whole.count, wanted, part.count) != nil
  }

  /// The names of the marks that stand in `lines`.
  func found(in lines: [String]) -> Set<String> { found(in: Data(lines.joined(separator: "\n").utf8)) }

  /// What stands in which file of `folder`, at any depth.
  func found(in folder: ScratchFolder) throws -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.path).map { Array($0) } ?? []
    return names.compactMap { $0 as? String }.flatMap { name -> [String] in
      // Sockets and folders have no content.
      guard let bytes = try? folder.bytes(name) else { return [] }
      return found(in: Data(bytes)).map { "\($0) in \(name)" }
    }.sorted()
  }
}
