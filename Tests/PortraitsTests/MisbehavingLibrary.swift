import Foundation
import Synchronization
import TestSupport

/// The library of decoders that do what none should, compiled once for all tests of this process.
enum MisbehavingLibrary {
  private static let building = Task<String, any Error> {
    let folder = try ScratchFolder()
    let library = folder.file("misbehaving.so")
    let source = Programs.repository + "/Fixtures/portrait/misbehaving_portrait.c"
    let compiler = try RunningProgram(
      "/usr/bin/env", ["cc", "-shared", "-fPIC", "-pthread", "-w", "-o", library, source])
    guard await compiler.wait() == 0 else {
      throw TestFailure("cc: \(compiler.errors.suffix(5))")
    }
    leftover.withLock { $0 = folder }
    // A static value is never released; the folder must go all the same.
    atexit { leftover.withLock { $0 = nil } }
    return library
  }
  private static let leftover = Mutex<ScratchFolder?>(nil)

  /// Its path.
  static var path: String { get async throws { try await building.value } }
}
