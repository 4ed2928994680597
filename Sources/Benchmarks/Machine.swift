import Foundation
import LinuxPlatform

/// What the figures were measured on.
struct Machine {
  let folder: String

  var lines: [String] {
    let info = ProcessInfo.processInfo
    return [
      "idkiosk-bench, \(Self.build)",
      "command    \(info.arguments.joined(separator: " "))",
      "time       \(WallClock.now())",
      "processor  \(processor), \(info.activeProcessorCount) cores",
      "system     Linux \(first(of: "/proc/sys/kernel/osrelease")), load \(first(of: "/proc/loadavg"))",
      "archives   \(folder) on \(fileSystem)",
    ]
  }

  private static var build: String {
    #if DEBUG
      "debug build: not for comparing"
    #else
      "release build"
    #endif
  }

  private var processor: String {
    let line = text("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "unknown"
  }

  /// The file system under the folder: the mount with the longest path that the folder lies in.
  private var fileSystem: String {
    let mounts = text("/proc/self/mounts").split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    let over = mounts.filter { $0.count > 2 && (folder + "/").hasPrefix($0[1] == "/" ? "/" : $0[1] + "/") }
    guard let mount = over.max(by: { $0[1].count < $1[1].count }) else { return "an unknown file system" }
    return "\(mount[2]) (\(mount[0]))"
  }

  private func first(of path: String) -> String {
    text(path).split(separator: "\n").first.map(String.init) ?? "unknown"
  }

  private func text(_ path: String) -> String {
    (try? Files.read(path, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
