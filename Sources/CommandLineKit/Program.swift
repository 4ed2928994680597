internal import Glibc
public import KioskProtocol
public import LinuxPlatform
internal import Synchronization

/// A daemon that was set up and can be started and stopped.
public protocol RunningDaemon: Sendable {
  /// The keys that hold from one start to the next; what is changed in any other takes effect with `reload`.
  static var keysReadAtStart: Set<Configuration.Key> { get }
  /// Begins to serve.
  func start()
  /// Takes over what `configuration` says now, but for the keys that are read at the start; nobody is disconnected.
  func reload(_ configuration: Configuration) async
  /// Returns once each of the loops that everything else hangs on has come round.
  func comeRound() async
  /// Ends everything; returns when it has.
  func stop() async
}

/// What the `main` of every daemon does.
public enum Program {
  /// Parses the arguments, sets up the daemon, and serves until TERM or INT; the exit status.
  ///
  /// HUP has the configuration read again. A daemon that cannot start says why on standard error, with `reason=` and a
  /// reason of the catalogue. `verify` finds what is wrong with a configuration whose lines are good.
  public static func serve<Daemon: RunningDaemon>(
    _ command: CommandSpec, _ arguments: [String], verify: (Configuration) -> [ConfigurationProblem],
    make: (ParsedArguments, ProgramSettings, Configuration) async throws(KioskFailure) -> Daemon
  ) async -> Int32 {
    ProcessHardening.apply()
    ProcessHardening.ignoreBrokenPipes()
    let parsed: ParsedArguments
    do throws(UsageError) {
      parsed = try command.parse(arguments)
      if let word = parsed.operands.first {
        throw UsageError("多出一个词 \(word)", "there is a word too many, \(word)")
      }
    } catch {
      return refuse(command.name, KioskFailure(.startUsage), note: error.message.both)
    }
    guard !parsed.has("help") else {
      Console.write(command.help)
      return 0
    }
    let settings = ProgramSettings(parsed)
    if parsed.has(ConfigurationCheck.option.name) {
      return ConfigurationCheck.run(command.name, settings.configurationFile, verify)
    }
    let signals = await SignalStream([SIGTERM, SIGINT, SIGHUP])
    let daemon: Daemon
    let configuration: Configuration
    do throws(KioskFailure) {
      configuration = try settings.configuration()
      daemon = try await make(parsed, settings, configuration)
    } catch {
      return refuse(command.name, error)
    }
    daemon.start()
    ServiceManager.notify("READY=1")
    ServiceManager.feedWatchdog { await daemon.comeRound() }
    Console.error("\(command.name): ready")
    for await signal in signals.signals {
      guard signal == SIGHUP else { break }
      await reload(command.name, settings, daemon, startedWith: configuration)
    }
    ServiceManager.notify("STOPPING=1")
    // A device call that never returns must not keep the process: systemd would only wait and then kill it.
    // On a thread of its own, for what blocks may block the work queue.
    startThread {
      _ = WakeUp().wait(milliseconds: 8_000)
      _exit(70)
    }
    await daemon.stop()
    return 0
  }

  /// Reads the configuration again; one that is refused leaves everything as it is.
  private static func reload<Daemon: RunningDaemon>(
    _ name: String, _ settings: ProgramSettings, _ daemon: Daemon, startedWith first: Configuration
  ) async {
    ServiceManager.notifyReloading()
    do throws(KioskFailure) {
      let configuration = try settings.configuration()
      await daemon.reload(configuration)
      for key in Configuration.Key.allCases
      where Daemon.keysReadAtStart.contains(key) && configuration[key] != first[key] {
        Console.error(
          "\(name): \(key.rawValue) 重新启动后才生效 / takes effect when \(name) is started anew")
      }
      Console.error("\(name): 已重新读取配置 / configuration read again")
    } catch {
      _ = refuse(name, error)
      Console.error("\(name): 配置保持不变 / the settings stay as they were")
    }
    ServiceManager.notify("READY=1")
  }

  /// Locks beside the sockets this process made, held as long as it lives.
  private static let locks = Mutex<[HeldLock]>([])

  private final class HeldLock: Sendable {
    private let lock: FileLock
    init(_ lock: consuming FileLock) { self.lock = lock }
  }

  /// The listening socket `name`: the one systemd handed over, or one made at `path`.
  public static func listener(
    named name: String, at path: String, mode: UInt32
  ) throws(KioskFailure) -> OwnedDescriptor {
    let inherited = ServiceManager.inheritedSockets()
    if let socket = inherited.first(where: { $0.name == name })
      ?? (inherited.count == 1 ? inherited.first : nil)
    {
      return OwnedDescriptor(taking: socket.descriptor)
    }
    do {
      if let end = path.lastIndex(of: "/"), end > path.startIndex {
        try Files.makeFolder(String(path[..<end]), mode: 0o755)
      }
      // Of two that start at once both would find the path free, and the later one take it from the other.
      let lock = HeldLock(try FileLock(path: path + ".lock"))
      locks.withLock { $0.append(lock) }
      return try UnixSocket.listen(at: path, mode: mode)
    } catch {
      let isInUse = [EADDRINUSE, EWOULDBLOCK].contains(error.code)
      throw KioskFailure(isInUse ? .startSocketInUse : .startFolderUnusable)
    }
  }

  /// Says why a program does not go on; the exit status for it.
  public static func refuse(_ name: String, _ failure: KioskFailure, note: String? = nil) -> Int32 {
    let entry = failure.reason.entry
    let detail = failure.detail.map { " detail=\($0)" } ?? ""
    Console.error("\(name): \(entry.message.both)\(note.map { " (\($0))" } ?? "")")
    Console.error("\(name): \(entry.administrator.both)")
    Console.error("\(name): reason=\(failure.reason.rawValue)\(detail)")
    switch failure.reason {
    case .startUsage: return 64
    case .startConfigInvalid, .startConfigUnreadable, .startReadersInvalid: return 78
    default: return 69
    }
  }
}
