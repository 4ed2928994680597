public import KioskProtocol
internal import LinuxPlatform

/// `--check-config`: what a daemon would say of its configuration, without starting.
public enum ConfigurationCheck {
  /// The option of the daemons.
  public static let option = OptionSpec(
    "check-config", help: "say what is wrong with the configuration, and do nothing else")

  /// Everything that is wrong with the file at `path`, in the order of its lines.
  ///
  /// `verify` finds what is wrong with the good lines. Throws `start.configUnreadable`. Blocks for the file system.
  public static func problems(
    of path: String, verify: (Configuration) -> [ConfigurationProblem] = { _ in [] }
  ) throws(KioskFailure) -> [ConfigurationProblem] {
    let (configuration, problems) = Configuration.reading(try Configuration.text(of: path))
    return (problems + verify(configuration)).sorted { $0.line < $1.line }
  }

  /// Prints them, one a line, and last of all one line that begins with `name`; 0 where there is none, else 78.
  static func run(
    _ name: String, _ path: String, _ verify: (Configuration) -> [ConfigurationProblem]
  ) -> Int32 {
    do throws(KioskFailure) {
      let found = try problems(of: path, verify: verify)
      for problem in found { Console.write(problem.shown) }
      Console.write(
        found.isEmpty
          ? "\(name): 配置可用 the configuration is good" : "\(name): \(found.count) 处要改 to be put right")
      return found.isEmpty ? 0 : 78
    } catch {
      return Program.refuse(name, error)
    }
  }
}
