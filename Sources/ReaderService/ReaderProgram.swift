internal import CommandLineKit
internal import Glibc
internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import Portraits
internal import ReaderDrivers
internal import ReaderKit
internal import ReaderLinks

/// The program idkiosk-readerd.
public enum ReaderProgram {
  private static let command = CommandSpec(
    "idkiosk-readerd", summary: "Watches for ID card readers and reads cards for the counter daemon.",
    options: ProgramSettings.daemonOptions + [
      OptionSpec("allow-user", "NAME", help: "another user who may connect to the socket"),
      OptionSpec("links", "LIST", help: "which links to watch: usb, serial, pcsc or several (default all)"),
      OptionSpec("help", help: "this text"),
    ])

  /// Runs until TERM or INT; returns the exit status.
  public static func run(_ arguments: [String]) async -> Int32 {
    await Program.serve(command, arguments, verify: verify) {
      (parsed, settings, configuration) async throws(KioskFailure) -> ReaderDaemon in
      let families = try families(configuration.readersFiles)
      let listener = try Program.listener(named: "reader", at: settings.readerSocket, mode: 0o600)
      var allowed: Set<UInt32> = []
      if let name = parsed.values["allow-user"] {
        guard let uid = ProcessIdentity.uid(named: name) else { throw KioskFailure(.startUsage) }
        allowed.insert(uid)
      }
      return ReaderDaemon(
        listener: listener,
        sources: try sources(
          parsed.values["links"] ?? "usb,serial,pcsc", families, ports: configuration.readersSerial),
        families: families, portraits: PortraitClient(settings, configuration),
        sessionLife: configuration.sessionLife,
        policy: ReaderPolicy(
          stateFolder: settings.stateFolder, recordsAll: configuration.readersRecording,
          known: configuration.readersKnown, spares: configuration.readersSpare),
        allowed: allowed)
    }
  }

  /// What is wrong with lines that are good by themselves.
  private static func verify(_ configuration: Configuration) -> [ConfigurationProblem] {
    var problems = PortraitSettings.problems(in: configuration)
    do throws(ReaderDataError) { _ = try load(configuration.readersFiles) } catch {
      let message = FailureReason.startReadersInvalid.entry.message
      problems.append(
        ConfigurationProblem(
          .readersFiles, in: configuration,
          BilingualText("\(message.chinese)\(error)", "\(message.english) \(error)")))
    }
    return problems
  }

  /// Those of the product and of the files.
  private static func load(_ paths: [String]) throws(ReaderDataError) -> [ReaderFamily] {
    var own: [FamilyData] = []
    for path in paths {
      guard let bytes = try? Files.read(path, limit: 65_536) else {
        throw ReaderDataError(file: path, line: 0, problem: "cannot be read")
      }
      own.append(try FamilyData(String(decoding: bytes, as: UTF8.self), file: path))
    }
    return try ReaderFamilies.load(own: own)
  }

  /// The same; what is wrong in one is said on standard error, before the reason.
  private static func families(_ paths: [String]) throws(KioskFailure) -> [ReaderFamily] {
    do throws(ReaderDataError) { return try load(paths) } catch {
      Console.error("\(command.name): \(error)")
      throw KioskFailure(.startReadersInvalid, detail: error.line)
    }
  }

  private static func sources(
    _ links: String, _ families: [ReaderFamily], ports: [String]
  ) throws(KioskFailure) -> [any DeviceSource] {
    var sources: [any DeviceSource] = []
    for link in links.split(separator: ",", omittingEmptySubsequences: false) {
      switch link {
      case "usb": sources.append(USBSource(families: families))
      case "serial":
        do { sources.append(try SerialSource(ports: ports, families: families)) } catch {
          throw KioskFailure(.serviceInternal)
        }
      case "pcsc":
        do { sources.append(try PCSCSource()) } catch { throw KioskFailure(.serviceInternal) }
      default: throw KioskFailure(.startUsage)
      }
    }
    return sources
  }
}
