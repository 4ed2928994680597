internal import Glibc

extension Terminal {
  /// A line that the person at the terminal types unseen after `prompt`; `nil` where there is no terminal, or where
  /// Ctrl-C or Ctrl-D was pressed.
  ///
  /// Blocks until the line is typed. Asks the controlling terminal, whatever standard input is.
  public static func secretLine(_ prompt: String) -> String? {
    let raw = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard raw >= 0 else { return nil }
    let terminal = OwnedDescriptor(taking: raw)
    var before = termios()
    guard unsafe tcgetattr(terminal.raw, &before) == 0 else { return nil }
    var quiet = before
    // Without signals: a process that dies here would leave the terminal mute.
    quiet.c_lflag &= ~tcflag_t(ECHO | ISIG | ICANON)
    guard unsafe tcsetattr(terminal.raw, TCSAFLUSH, &quiet) == 0 else { return nil }
    defer { _ = unsafe tcsetattr(terminal.raw, TCSAFLUSH, &before) }
    try? Files.writeAll(Array(prompt.utf8), to: terminal.raw)
    defer { try? Files.writeAll([0x0A], to: terminal.raw) }
    return line(from: terminal.raw)
  }

  private static func line(from descriptor: CInt) -> String? {
    var bytes: [UInt8] = []
    defer {
      unsafe bytes.withUnsafeMutableBytes { buffer in
        if let start = buffer.baseAddress { unsafe explicit_bzero(start, buffer.count) }
      }
    }
    var next: UInt8 = 0
    while bytes.count < 1_024 {
      let count = unsafe read(descriptor, &next, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      switch next {
      case 0x0A, 0x0D: return String(validating: bytes, as: UTF8.self)
      case 0x03, 0x04: return nil
      case 0x08, 0x7F:
        // The whole character: the bytes that follow the first of it in UTF-8 begin with 10.
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
      case 0x15: bytes = []
      default: bytes.append(next)
      }
    }
    return nil
  }
}
