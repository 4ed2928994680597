package import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform

extension SMSSettings {
  /// What is wrong with the keys `sms.*`, each of which fits by itself; blocks for the file system.
  ///
  /// A secret of the service's own is looked at by the service only: root or an administrator's login has neither its
  /// credentials nor its files.
  package static func problems(in configuration: Configuration) -> [ConfigurationProblem] {
    var checked = configuration
    if Environment.value("CREDENTIALS_DIRECTORY") == nil {
      checked = checked.without(.smsSecretCredential).without(.smsSecondSecretCredential)
    }
    if ProcessIdentity.uid == 0 { checked = checked.without(.smsSecretFile).without(.smsSecondSecretFile) }
    var problems: [ConfigurationProblem] = []
    let paths: [Configuration.Key] = [.smsSecretFile, .smsAuthorities, .smsCommand]
    for key in paths + paths.compactMap(\.ofSecondGateway) {
      guard let path = configuration[key]?.split(separator: " ").first else { continue }
      if !Files.exists(String(path)) { problems.append(.noSuchFile(key, in: configuration)) }
    }
    do throws(KioskFailure) { _ = try SMSSettings(checked) } catch {
      let key: Configuration.Key = error.reason == .smsSecretUnusable ? .smsSecretFile : .smsGateway
      if !problems.contains(where: { $0.line == (configuration.line(of: key) ?? 0) }) {
        problems.append(ConfigurationProblem(key, in: configuration, error.reason))
      }
    }
    return problems
  }
}
