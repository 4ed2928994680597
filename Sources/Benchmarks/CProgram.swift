import Foundation
import TestSupport

/// A C program of `Tools`, compiled: the same work with nothing around it.
struct CProgram {
  let path: String

  /// Compiles `Tools/NAME.c` into the folder.
  init(_ name: String, in folder: WorkFolder, flags: [String] = [], libraries: [String] = []) async throws {
    path = folder.file(name)
    let source = Programs.repository + "/Tools/\(name).c"
    let compiler = try RunningProgram(
      "/usr/bin/cc", ["-O2", "-Wall", "-Wextra"] + flags + ["-o", path, source] + libraries)
    guard await compiler.wait() == 0 else { throw TestFailure("cc: \(compiler.errors)") }
  }
}
