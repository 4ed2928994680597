internal import CLinux
internal import Glibc

/// A program that this process started, with a socket between the two; killed and reaped when its owner goes.
///
/// Going away blocks until the kernel has ended the child, so own it on a thread that may block.
package struct ChildProgram: ~Copyable, Sendable {
  /// This side of the socket; the child has the other as descriptor 3.
  package let channel: OwnedDescriptor
  private let pid: pid_t

  /// Starts `path` with `arguments` and nothing of this process's environment, signal mask or signal handlers.
  ///
  /// The child keeps descriptors 0 to 2 and its end of the socket, which is its standard output too where
  /// `takesOutput` says so. Throws what exec answered, for example ENOENT.
  package init(
    path: String, arguments: [String], environment: [String: String], takesOutput: Bool = false
  ) throws(SystemError) {
    let ends = try UnixSocket.pair()
    let ours = OwnedDescriptor(taking: ends.0)
    let theirs = OwnedDescriptor(taking: ends.1)
    pid = try Self.spawn(
      path, [path] + arguments, environment.map { "\($0)=\($1)" }, channel: theirs.raw, takesOutput)
    channel = ours
  }

  deinit {
    kill(pid, SIGKILL)
    while waitpid(pid, nil, 0) < 0, errno == EINTR {}
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String], channel: CInt, _ takesOutput: Bool
  ) throws(SystemError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    guard unsafe posix_spawn_file_actions_init(&actions) == 0 else { throw .last("posix_spawn") }
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    guard unsafe posix_spawnattr_init(&attributes) == 0 else { throw .last("posix_spawn") }
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // dup2 of a descriptor onto itself clears close-on-exec here, as posix_spawn(3) promises.
    var all = sigset_t()
    var none = sigset_t()
    let flags = CShort(POSIX_SPAWN_SETSIGDEF) | CShort(POSIX_SPAWN_SETSIGMASK)
    let prepared =
      unsafe (!takesOutput || posix_spawn_file_actions_adddup2(&actions, channel, 1) == 0)
      && posix_spawn_file_actions_adddup2(&actions, channel, 3) == 0
      && clinux_spawn_closing_from(&actions, 4) == 0
      && sigfillset(&all) == 0 && sigemptyset(&none) == 0
      && posix_spawnattr_setsigdefault(&attributes, &all) == 0
      && posix_spawnattr_setsigmask(&attributes, &none) == 0
      && posix_spawnattr_setflags(&attributes, flags) == 0
    guard prepared else { throw SystemError("posix_spawn", ENOMEM) }
    var pid: pid_t = 0
    let code = unsafe withTexts(arguments) { argv in
      unsafe withTexts(environment) { unsafe posix_spawn(&pid, path, &actions, &attributes, argv, $0) }
    }
    guard code == 0 else { throw SystemError("posix_spawn", code) }
    return pid
  }

  private static func withTexts<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    var list = unsafe copies + [nil]
    return unsafe body(&list)
  }
}
