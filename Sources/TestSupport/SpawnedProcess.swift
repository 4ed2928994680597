import Foundation
import LinuxPlatform
import Synchronization

/// A child process with pipes on its standard descriptors.
///
/// Not Foundation's `Process`: started many at a time, that one loses ends of output and exits now and then.
final class SpawnedProcess: Sendable {
  let pid: pid_t
  private let input: Mutex<Int32>
  private let isReaped = Mutex(false)
  /// Held from making pipes to starting the child: no other child may inherit an end in between.
  private static let starting = Mutex(())

  /// Starts `path`.
  ///
  /// `received` gets standard output (0) and standard error (1) as they come, an empty array at their
  /// end; `ended` gets the exit status, or 128 + the signal. Both are called on threads of their own.
  init(
    _ path: String, _ arguments: [String], environment: [String: String],
    received: @escaping @Sendable ([UInt8], _ stream: Int) -> Void, ended: @escaping @Sendable (Int32) -> Void
  ) throws {
    let (pipes, pid) = try Self.starting.withLock { _ in
      let pipes = try (0..<3).map { _ in try Self.makePipe() }
      let childEnds = [pipes[0].reading, pipes[1].writing, pipes[2].writing]
      defer { for descriptor in childEnds { close(descriptor) } }
      do {
        let pid = try Self.spawn(path, [path] + arguments, environment.map { "\($0)=\($1)" }, childEnds)
        return (pipes, pid)
      } catch {
        for descriptor in [pipes[0].writing, pipes[1].reading, pipes[2].reading] { close(descriptor) }
        throw error
      }
    }
    self.pid = pid
    input = Mutex(pipes[0].writing)
    for (stream, pipe) in pipes.dropFirst().enumerated() {
      startThread { Self.drain(pipe.reading) { received($0, stream) } }
    }
    startThread { [self] in ended(reap()) }
  }

  deinit { closeInput() }

  /// Sends a signal, unless the process is gone and its id may be another's.
  func send(_ signal: Int32) {
    isReaped.withLock { isReaped in
      if !isReaped { kill(pid, signal) }
    }
  }

  /// Writes to its standard input; what nobody reads any more is lost.
  func write(_ text: String) {
    input.withLock { descriptor in
      var rest = Array(text.utf8)[...]
      while descriptor >= 0, !rest.isEmpty {
        let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        guard written > 0 else { return }
        rest = rest.dropFirst(written)
      }
    }
  }

  /// Closes its standard input.
  func closeInput() {
    input.withLock { descriptor in
      if descriptor >= 0 { close(descriptor) }
      descriptor = -1
    }
  }

  private func reap() -> Int32 {
    var information = siginfo_t()
    // Waits without taking the process away, so that `send` never meets a reused id.
    while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    var status: Int32 = 0
    isReaped.withLock { isReaped in
      while waitpid(pid, &status, 0) < 0, errno == EINTR {}
      isReaped = true
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func drain(_ descriptor: Int32, _ received: ([UInt8]) -> Void) {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      received(Array(chunk.prefix(max(count, 0))))
      guard count > 0 else { break }
    }
    close(descriptor)
  }

  private static func makePipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw TestFailure("pipe: \(errno)") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String], _ descriptors: [Int32]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    for (number, descriptor) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    // Tests run on threads that block signals, and ignore SIGPIPE; programs expect neither.
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let texts = [arguments, environment].map { $0.map { strdup($0) } + [nil] }
    defer { for text in texts.joined() { free(text) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, path, &actions, &attributes, texts[0], texts[1])
    guard code == 0 else { throw TestFailure("\(path) did not start: \(code)") }
    return pid
  }
}
