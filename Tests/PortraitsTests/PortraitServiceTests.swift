import KioskProtocol
import LinuxPlatform
import Portraits
import TestSupport
import Testing

@Suite("Decoding portraits over a socket unit", .timeLimit(.minutes(2)))
struct PortraitServiceTests {
  /// Listens at `path` and runs the program for one connection as systemd does for a unit with Accept=yes: the
  /// connection is descriptor 3, and the variables name the process.
  static func activator(at path: String, _ flags: [String], descriptors: Int = 1) async throws
    -> RunningProgram
  {
    let program = try RunningProgram(
      "/usr/bin/python3", ["-c", activation, path, "\(descriptors)", Faces.helper] + flags)
    _ = try await program.outputLine { $0 == "listening" }
    return program
  }

  private static let activation = """
    import os, socket, sys
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(sys.argv[1])
    listener.listen()
    print("listening", flush=True)
    connection, _ = listener.accept()
    number = connection.detach()
    if number == 3: os.set_inheritable(3, True)
    else: os.dup2(number, 3)
    os.environ["LISTEN_PID"], os.environ["LISTEN_FDS"] = str(os.getpid()), sys.argv[2]
    os.execv(sys.argv[3], sys.argv[3:])
    """

  @Test("Where a service listens, it is asked, and its own settings count")
  func activated() async throws {
    let folder = try ScratchFolder()
    let socket = folder.file("portrait.sock")
    let settings = PortraitSettings(
      library: Faces.standIn, interface: .unpack, code: 7, deadline: Faces.patience)
    let service = try await Self.activator(at: socket, settings.flags)
    let client = PortraitClient(
      helper: "/nonexistent", socket: socket,
      settings: PortraitSettings(library: "/nonexistent", interface: .unpack, deadline: Faces.patience))
    let image = try Faces.picture(await client.decode(Faces.block(seed: 9)))
    let direct = try Faces.picture(await Faces.client(settings).decode(Faces.block(seed: 9)))
    #expect(image == direct)
    #expect(await service.wait() == 0)
  }

  @Test("A service takes the library from its configuration file")
  func configured() async throws {
    let folder = try ScratchFolder()
    let socket = folder.file("portrait.sock")
    let file = try folder.write(
      "portrait.library = \(Faces.standIn)\nportrait.interface = unpack\nportrait.code = 7\n",
      to: "idkiosk.conf")
    let service = try await Self.activator(at: socket, ["--config", file])
    let settings = PortraitSettings(
      library: Faces.standIn, interface: .unpack, code: 7, deadline: Faces.patience)
    let client = PortraitClient(
      helper: "/nonexistent", socket: socket, settings: settings)
    let image = try Faces.picture(await client.decode(Faces.block(seed: 9)))
    let direct = try Faces.picture(await Faces.client(settings).decode(Faces.block(seed: 9)))
    #expect(image == direct)
    #expect(await service.wait() == 0)
  }

  @Test("More descriptors than one from systemd are refused")
  func tooManyDescriptors() async throws {
    let folder = try ScratchFolder()
    let socket = folder.file("portrait.sock")
    let settings = PortraitSettings(
      library: Faces.standIn, interface: .unpack, code: 7, deadline: Faces.patience)
    let service = try await Self.activator(at: socket, settings.flags, descriptors: 2)
    let client = PortraitClient(
      helper: Faces.helper, socket: socket, settings: settings)
    #expect(await client.decode(Faces.block(seed: 9)) == .failed(.portraitCrashed))
    #expect(await service.wait() == 64)
  }

  @Test("A socket that nobody listens on is passed over for the program itself")
  func deadSocket() async throws {
    let folder = try ScratchFolder()
    let socket = folder.file("portrait.sock")
    do { _ = try UnixSocket.listen(at: socket, mode: 0o600) }
    #expect(Files.exists(socket))
    let settings = PortraitSettings(library: Faces.standIn, interface: .wltToBmp, deadline: Faces.patience)
    for path in [socket, folder.file("none.sock")] {
      let client = PortraitClient(
        helper: Faces.helper, socket: path, settings: settings)
      #expect(await client.decode(Faces.block(seed: 9)).reason == nil)
    }
  }

  @Test("A service that takes the connection and says nothing ends at the deadline")
  func silentService() async throws {
    let folder = try ScratchFolder()
    let settings = PortraitSettings(
      library: Faces.standIn, interface: .unpack, code: 7, deadline: .milliseconds(200))
    let socket = folder.file("portrait.sock")
    let listener = try UnixSocket.listen(at: socket, mode: 0o600)
    let client = PortraitClient(
      helper: Faces.helper, socket: socket, settings: settings)
    #expect(await client.decode(Faces.block(seed: 9)) == .failed(.portraitTimeout))
    _ = consume listener
  }

  @Test("A service that hangs up is a crash")
  func abruptService() async throws {
    let folder = try ScratchFolder()
    let settings = PortraitSettings(
      library: Faces.standIn, interface: .unpack, code: 7, deadline: Faces.patience)
    let socket = folder.file("portrait.sock")
    let listener = try UnixSocket.listen(at: socket, mode: 0o600).release()
    startThread {
      let listening = OwnedDescriptor(taking: listener)
      _ = try? UnixSocket.accept(on: listening.raw)
    }
    let client = PortraitClient(
      helper: Faces.helper, socket: socket, settings: settings)
    #expect(await client.decode(Faces.block(seed: 9)) == .failed(.portraitCrashed))
  }
}
