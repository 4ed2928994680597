internal import Glibc
internal import LinuxPlatform

/// The socket `emulator.sock`: one command a line, answered with `ok` or `error` and a text.
final class ControlSocket {
  /// The clients that are connected.
  var clients: [CInt] { connections.keys.sorted() }
  /// The listening socket.
  let listener: CInt
  private let path: String
  private var connections: [CInt: LineBuffer] = [:]

  init(_ folder: String, name: String = "emulator.sock") throws(EmulatorFailure) {
    path = folder + "/" + name
    do { listener = try UnixSocket.listen(at: path, mode: 0o600).release() } catch {
      throw EmulatorFailure("\(path): \(error)")
    }
  }

  deinit {
    for client in connections.keys { close(client) }
    close(listener)
    _ = unsafe unlink(path)
  }

  /// Takes in the next client.
  func accept() {
    guard let client = try? UnixSocket.accept(on: listener).release() else { return }
    connections[client] = LineBuffer()
  }

  /// Reads what a client said and answers every line with what `answer` gives, if anything.
  func receive(from client: CInt, _ answer: (String) -> String?) {
    var chunk = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe recv(client, &chunk, chunk.count, 0)
    guard count > 0, let lines = connections[client]?.take(chunk.prefix(count)) else {
      connections[client] = nil
      close(client)
      return
    }
    for line in lines {
      if let answer = answer(line) { VirtualPCSC.say(answer, to: client) }
    }
  }

  /// Sends one line to the emulator of `folder` and returns its answer.
  static func send(_ line: String, to folder: String) throws(EmulatorFailure) -> String {
    do throws(SystemError) {
      let connection = try UnixSocket.connect(to: path(folder))
      try Files.writeAll(Array((line + "\n").utf8), to: connection.raw)
      var answer = LineBuffer()
      var chunk = [UInt8](repeating: 0, count: 4_096)
      while true {
        let count = unsafe recv(connection.raw, &chunk, chunk.count, 0)
        guard count > 0 else { throw count < 0 ? .last("recv") : SystemError("recv", ECONNRESET) }
        if let line = answer.take(chunk.prefix(count)).first { return line }
      }
    } catch { throw EmulatorFailure("no emulator answers in \(folder): \(error)") }
  }

  private static func path(_ folder: String) -> String { folder + "/emulator.sock" }
}
