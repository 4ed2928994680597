internal import CLinux
internal import Glibc

/// Encodings of text files that offices use.
public enum TextEncoding {
  /// The text of `bytes` in UTF-8, with or without byte-order mark, or else in GB18030; `nil` where they are neither,
  /// or hold a zero byte, as no text does.
  public static func text(of bytes: [UInt8]) -> String? {
    guard !bytes.contains(0) else { return nil }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return String(validating: content, as: UTF8.self) ?? gb18030(bytes)
  }

  /// The text of `bytes` in GB18030, with which GBK and GB2312 agree; `nil` where they are not.
  public static func gb18030(_ bytes: [UInt8]) -> String? {
    guard let converter = unsafe iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else {
      return nil
    }
    defer { unsafe iconv_close(converter) }
    var source = bytes.map { CChar(bitPattern: $0) }
    // Two bytes of GB18030 become three at most, and four become four.
    var target = [CChar](repeating: 0, count: bytes.count * 2 + 16)
    let written = unsafe source.withUnsafeMutableBufferPointer { source -> Int? in
      unsafe target.withUnsafeMutableBufferPointer { target -> Int? in
        var (from, fromLeft) = (source.baseAddress, source.count)
        var (to, toLeft) = (target.baseAddress, target.count)
        let result = unsafe iconv(converter, &from, &fromLeft, &to, &toLeft)
        return result != -1 && fromLeft == 0 ? target.count - toLeft : nil
      }
    }
    guard let written else { return nil }
    return String(validating: target.prefix(written).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
