public import KioskProtocol
internal import LinuxPlatform

/// Where a program finds its sockets, its state and its configuration; flags win over the environment.
public struct ProgramSettings: Equatable, Sendable {
  /// The folder of the sockets.
  public var runtimeFolder: String
  /// The folder of archive and keys.
  public var stateFolder: String
  /// The configuration file.
  public var configurationFile: String

  /// The options that mean these settings.
  public static let options =
    [OptionSpec("runtime-dir", "DIR", help: "folder of the sockets (default /run/idkiosk)")] + archiveOptions

  /// Those of a command that works on an archive by itself, without a daemon.
  public static let archiveOptions = [
    OptionSpec("state-dir", "DIR", help: "folder of archive and keys (default /var/lib/idkiosk)"),
    OptionSpec("config", "FILE", help: "configuration (default /etc/idkiosk/idkiosk.conf)"),
  ]

  /// The settings that `arguments` and the environment give.
  public init(_ arguments: ParsedArguments) {
    func setting(_ option: String, _ variable: String, _ fallback: String) -> String {
      arguments.values[option] ?? Environment.value(variable) ?? fallback
    }
    runtimeFolder = setting("runtime-dir", "IDKIOSK_RUNTIME_DIR", "/run/idkiosk")
    stateFolder = setting("state-dir", "IDKIOSK_STATE_DIR", "/var/lib/idkiosk")
    configurationFile = setting("config", "IDKIOSK_CONFIG", "/etc/idkiosk/idkiosk.conf")
  }

  /// The options of a daemon besides its own.
  public static let daemonOptions = options + [ConfigurationCheck.option]

  /// The socket of the reader daemon.
  public var readerSocket: String { runtimeFolder + "/reader.sock" }
  /// The socket of the counter daemon.
  public var counterSocket: String { runtimeFolder + "/counter.sock" }
  /// The socket of the portrait helper's systemd unit; missing where there is no systemd.
  public var portraitSocket: String { runtimeFolder + "/portrait.sock" }

  /// The configuration file's content.
  public func configuration() throws(KioskFailure) -> Configuration {
    try Configuration(path: configurationFile)
  }
}
