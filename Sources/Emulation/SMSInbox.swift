internal import Glibc

/// `idkiosk-emulator inbox --runtime-dir DIR [--answer WORD]`: a telephone network that only shows messages.
///
/// Takes one JSON line a message on `inbox.sock`, prints it and answers with the word, `accepted` by default; `silent`
/// answers nothing. The line `list N` is answered with the newest N messages, the oldest first, as one JSON array.
enum SMSInbox {
  /// How many messages are kept.
  private static let most = 100

  static func run(_ arguments: [String]) -> CInt {
    var folder = "", answer = "accepted"
    var rest = arguments[...]
    while let option = rest.popFirst(), let value = rest.popFirst() {
      switch option {
      case "--runtime-dir": folder = value
      case "--answer": answer = value
      default: folder = ""
      }
    }
    guard !folder.isEmpty, rest.isEmpty else {
      VirtualPCSC.say(
        "usage: idkiosk-emulator inbox --runtime-dir DIR [--answer accepted|refused|silent]", to: 2)
      return 64
    }
    do throws(EmulatorFailure) {
      let socket = try ControlSocket(folder, name: "inbox.sock")
      VirtualPCSC.say("ready \(folder)/inbox.sock", to: 1)
      serve(socket, answer)
    } catch {
      VirtualPCSC.say("\(error)", to: 2)
      return 1
    }
    return 0
  }

  private static func serve(_ socket: ControlSocket, _ word: String) {
    var messages: [String] = []
    while true {
      let watched = [socket.listener] + socket.clients
      var entries = watched.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard unsafe poll(&entries, nfds_t(entries.count), -1) >= 0 || errno == EINTR else { return }
      for entry in entries where entry.revents != 0 {
        if entry.fd == socket.listener {
          socket.accept()
          continue
        }
        socket.receive(from: entry.fd) { line in
          if line.hasPrefix("list "), let count = Int(line.dropFirst(5)), count >= 0 {
            return "[" + messages.suffix(count).joined(separator: ",") + "]"
          }
          messages = Array((messages + [line]).suffix(most))
          VirtualPCSC.say(line, to: 1)
          return word == "silent" ? nil : word
        }
      }
    }
  }
}
