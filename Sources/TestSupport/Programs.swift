import Foundation

/// Where the programs of this build and the files of the repository lie.
public enum Programs {
  /// The folder with the built programs: the one this test bundle lies in.
  public static let folder: String = {
    let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let arguments = ProcessInfo.processInfo.arguments
    let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? executable
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().path
  }()

  /// The built program `name`.
  public static func path(_ name: String) -> String { folder + "/" + name }

  /// The top folder of the repository.
  public static let repository: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()
}
