import Foundation
import LinuxPlatform
import TestSupport

/// The writable memory of a running process: its heap, its anonymous mappings, its data, and its stacks apart.
///
/// A daemon is undumpable, so only who has the right to trace it may look: root, or the user who made the namespace of
/// users that it runs in (user_namespaces(7)).
struct ProcessMemory {
  /// Words in front of a program that give it a namespace of users of its own, under the same process id.
  static let launcher = ["/usr/bin/unshare", "-Ur"]

  private struct Region {
    var start: UInt64
    var end: UInt64
    var isStack: Bool
  }
  private let pid: Int32

  init(of program: RunningProgram) { pid = program.pid }

  /// Whether a process may be started so that its memory can be read.
  static func isReadable() async -> Bool {
    guard let probe = try? RunningProgram(launcher[0], Array(launcher.dropFirst()) + ["/bin/cat"]) else {
      return false
    }
    probe.write("here")
    guard (try? await probe.outputLine { $0 == "here" }) != nil else { return false }
    let isReadable = (try? ProcessMemory(of: probe).found(SecretMarks())) != nil
    probe.closeInput()
    return await probe.wait() == 0 && isReadable
  }

  /// Which marks stand in its memory, and which on the stacks of its threads.
  func found(_ marks: SecretMarks) throws -> (memory: Set<String>, stacks: Set<String>) {
    let descriptor = open("/proc/\(pid)/mem", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw TestFailure("the memory of the process may not be read: \(errno)") }
    defer { close(descriptor) }
    var found: (memory: Set<String>, stacks: Set<String>) = ([], [])
    for region in try regions() {
      var bytes = Data(count: Int(region.end - region.start))
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, $0.count, off_t(region.start))
      }
      // It may have been unmapped since.
      guard count > 0 else { continue }
      let names = marks.found(in: bytes.prefix(count))
      if region.isStack { found.stacks.formUnion(names) } else { found.memory.formUnion(names) }
    }
    return found
  }

  /// Everything that can be written to.
  private func regions() throws -> [Region] {
    let stackPointers = try stackPointers()
    let maps = String(decoding: try Files.read("/proc/\(pid)/maps", limit: 1 << 20), as: UTF8.self)
    let lines = maps.split(separator: "\n")
    guard !lines.isEmpty else { throw TestFailure("the process has no memory") }
    return lines.compactMap { line in
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      let ends = (words.first ?? "").split(separator: "-").compactMap { UInt64($0, radix: 16) }
      guard words.count >= 5, ends.count == 2, words[1].hasPrefix("rw") else { return nil }
      let isStack = words.last == "[stack]" || stackPointers.contains { (ends[0]..<ends[1]).contains($0) }
      return Region(start: ends[0], end: ends[1], isStack: isStack)
    }
  }

  /// Where the stacks of its waiting threads are (proc(5), /proc/PID/syscall); empty where the kernel does not say.
  private func stackPointers() throws -> [UInt64] {
    let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")
    return threads.compactMap { thread in
      guard let line = try? String(contentsOfFile: "/proc/\(pid)/task/\(thread)/syscall", encoding: .utf8)
      else { return nil }
      let words = line.split(whereSeparator: \.isWhitespace)
      return words.dropLast().last.flatMap { UInt64($0.dropFirst(2), radix: 16) }
    }
  }
}
