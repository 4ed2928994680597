internal import Glibc

/// `idkiosk-emulator card put CARD` and `card lift`: tells a running emulator what to do.
package enum CardWords {
  /// Sends the words as one line and prints the answer; 0 when it was `ok`.
  package static func run(_ arguments: [String]) -> CInt {
    var words = arguments
    guard let option = words.firstIndex(of: "--runtime-dir"), option + 1 < words.count, words.count > 2 else {
      VirtualPCSC.say("usage: idkiosk-emulator card put CARD|lift --runtime-dir DIR", to: 2)
      return 64
    }
    let folder = words[option + 1]
    words.removeSubrange(option...option + 1)
    if words.dropLast().last == "put", let file = words.last, Int(file) == nil, let path = absolute(file) {
      words[words.count - 1] = path
    }
    let answer = send(words.joined(separator: " "), to: folder)
    VirtualPCSC.say(answer, to: answer == "ok" ? 1 : 2)
    return answer == "ok" ? 0 : 1
  }

  /// Sends one line to the emulator of `folder` and returns its answer, or `error` and why there is none.
  ///
  /// Blocks.
  package static func send(_ line: String, to folder: String) -> String {
    do throws(EmulatorFailure) { return try ControlSocket.send(line, to: folder) } catch {
      return "error \(error)"
    }
  }

  /// The emulator may run in another folder than whoever names a file.
  private static func absolute(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
