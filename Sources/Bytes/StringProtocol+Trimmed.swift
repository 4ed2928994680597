extension StringProtocol {
  /// The text without what `isOuter` says of characters at either end: blanks, where nothing else is said.
  public func trimmed(of isOuter: (Character) -> Bool = { $0.isWhitespace }) -> String {
    let head = drop(while: isOuter)
    guard let last = head.lastIndex(where: { !isOuter($0) }) else { return "" }
    return String(head[...last])
  }

  /// The text without spaces, tabulators and carriage returns at either end, as in files of lines.
  public func trimmedLine() -> String { trimmed { [" ", "\t", "\r"].contains($0) } }
}
