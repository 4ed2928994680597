import Foundation
import TestSupport

/// A client on the socket that is another user than the daemon, as only root can start one.
final class OtherUser: Sendable {
  static let uid = "65534"
  private let relay: RunningProgram

  private static let program = """
    import socket, sys, threading
    s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
    def out():
        for line in s.makefile("rb"):
            sys.stdout.buffer.write(line); sys.stdout.buffer.flush()
    t = threading.Thread(target=out); t.start()
    for line in sys.stdin.buffer: s.sendall(line)
    s.shutdown(socket.SHUT_RDWR); t.join()
    """

  /// Connects to the counter of `folder`, which lets every user in from now on.
  init(_ folder: ScratchFolder) async throws {
    guard chmodAll(folder) else { throw TestFailure("chmod") }
    relay = try RunningProgram(
      "/usr/bin/setpriv",
      [
        "--reuid", Self.uid, "--regid", Self.uid, "--clear-groups", "/usr/bin/python3", "-c", Self.program,
        folder.file("counter.sock"),
      ])
    _ = try await call(1, "hello", #"{"client":"test","protocol":[1,1]}"#)
  }

  /// Makes a call and waits for its answer.
  func call(_ id: Int, _ method: String, _ params: String = "{}") async throws -> JSONValue {
    relay.write(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#)
    return JSONValue(try await relay.outputLine { JSONValue($0)["id"].number == id })
  }

  /// Hangs up.
  func stop() async {
    relay.closeInput()
    await relay.wait()
  }
}
