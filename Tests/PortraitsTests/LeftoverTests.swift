import Foundation
import KioskProtocol
import PersonalData
import Portraits
import TestSupport
import Testing

@Suite("What decoding leaves behind", .timeLimit(.minutes(2)))
struct LeftoverTests {
  /// Open descriptors of this process.
  static func descriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }

  @Test("Whatever became of the decoder, no descriptor and no child is left")
  func nothing() async throws {
    let library = try await MisbehavingLibrary.path
    await #expect(processExitsWith: .success) { [library = library as String] in
      func decode(_ symbol: String, _ deadline: Duration = Faces.patience) async -> PortraitOutcome {
        let settings = PortraitSettings(library: library, interface: .unpack, symbol: symbol)
        return await Faces.client(settings, deadline: deadline).decode(Faces.block(seed: 1))
      }
      _ = await decode("good")
      let before = try LeftoverTests.descriptors()
      for _ in 0..<5 {
        #expect(await decode("good").reason == nil)
        #expect(await decode("aborts").reason == .portraitCrashed)
        #expect(await decode("missing").reason == .portraitSymbolMissing)
        #expect(await decode("hangs", .milliseconds(100)).reason == .portraitTimeout)
        let missing = PortraitClient(
          helper: "/nonexistent", settings: PortraitSettings(library: library, interface: .unpack))
        #expect(await missing.decode(Faces.block(seed: 1)).reason == .portraitHelperMissing)
      }
      #expect(try LeftoverTests.descriptors() == before)
      // A killed child that nobody waited for would still be there as a zombie.
      let child = waitpid(-1, nil, WNOHANG)
      #expect(child == -1 && errno == ECHILD)
    }
  }

  @Test("The program says nothing on its own output, whatever the library prints")
  func silent() async throws {
    let library = try await MisbehavingLibrary.path
    let settings = PortraitSettings(library: library, interface: .unpack, symbol: "prints", code: 4711)
    // Started here by another program, because a client leaves no way to hear its child's output.
    let program = try RunningProgram(
      "/usr/bin/python3",
      [
        "-c", Self.driver, Faces.helper,
        Faces.block(seed: 1).disclosed().map { String($0) }.joined(separator: ","),
      ] + settings.flags)
    #expect(await program.wait() == 0)
    #expect(program.output == ["answer 0"])
    #expect(program.errors.isEmpty)
  }

  private static let driver = """
    import fcntl, os, socket, subprocess, sys
    # Both out of the way of descriptor 3.
    ours, theirs = (socket.socket(fileno=fcntl.fcntl(end.fileno(), fcntl.F_DUPFD, 10)) for end in socket.socketpair())
    block = bytes(map(int, sys.argv[2].split(",")))
    os.dup2(theirs.fileno(), 3)
    child = subprocess.Popen([sys.argv[1]] + sys.argv[3:], pass_fds=[3])
    ours.sendall(len(block).to_bytes(4, "little") + block)
    print("answer", ours.recv(1)[0], flush=True)
    child.wait()
    """

  @Test("Started without a socket it says how it is used, and takes nothing from a file")
  func withoutChannel() async throws {
    let program = try RunningProgram(
      "/bin/sh",
      ["-c", "exec \"$0\" \"$@\" 3</dev/null", Faces.helper, "--library", "x", "--interface", "unpack"])
    #expect(await program.wait() == 64)
    #expect(program.errors.first?.hasPrefix("usage: idkiosk-portrait ") == true)
  }
}
