import Foundation
import TestSupport

/// What does not change from run to run: how large the package is and how exposed each unit.
enum PackageFacts {
  /// Of the newest package that packaging/make-deb built here, in MiB; `nil` where there is none.
  static func size() -> Double? {
    let folder = Programs.repository + "/.build/package"
    let packages = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".deb") }.sorted()
    let size = packages.last.flatMap {
      (try? FileManager.default.attributesOfItem(atPath: folder + "/" + $0))?[.size] as? Int
    }
    return size.map { Double($0) / 1_048_576 }
  }

  /// What systemd-analyze says of each unit of the repository, from 0 (shut in) to 10; a unit it cannot judge is left out.
  static func exposures() async throws -> [(unit: String, exposure: String)] {
    let folder = Programs.repository + "/systemd"
    var exposures: [(unit: String, exposure: String)] = []
    for unit in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    where unit.hasSuffix(".service") {
      let tool = try RunningProgram(
        "/usr/bin/systemd-analyze", ["security", "--offline=true", folder + "/" + unit])
      guard await tool.wait() == 0 else { continue }
      let words = tool.output.last { $0.contains("Overall exposure level") }?.split(separator: " ") ?? []
      guard let exposure = words.first(where: { Double($0) != nil }) else { continue }
      exposures.append((unit, String(exposure)))
    }
    return exposures
  }
}
