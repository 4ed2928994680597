internal import CLinux
internal import CSeccomp
internal import Glibc

/// One system call that the decoder may make, and with which arguments.
package struct SystemCallRule: Sendable {
  /// A comparison of one argument; all of a rule's must hold.
  package enum Condition: Sendable {
    /// Argument `argument` is `value`.
    case equal(argument: UInt32, value: UInt64)
    /// Argument `argument` is anything but `value`.
    case different(argument: UInt32, value: UInt64)
    /// Argument `argument` has, of the bits in `mask`, those in `value` and no others.
    case masked(argument: UInt32, mask: UInt64, value: UInt64)
  }
  /// The kernel's name.
  package var name: String
  /// What must hold.
  package var conditions: [Condition] = []

  init(_ name: String, _ conditions: Condition...) {
    self.name = name
    self.conditions = conditions
  }

  /// Whether libseccomp knows the name on any machine; a misspelt one would be left out in silence.
  package var isKnown: Bool { unsafe seccomp_syscall_resolve_name(name) != cseccomp_unknown() }

  /// The call's number on this machine; `nil` when this machine has no such call.
  var number: CInt? {
    let number = unsafe seccomp_syscall_resolve_name(name)
    return number >= 0 ? number : nil
  }

  var comparisons: [scmp_arg_cmp] {
    conditions.map { condition in
      switch condition {
      case .equal(let argument, let value):
        scmp_arg_cmp(arg: argument, op: SCMP_CMP_EQ, datum_a: value, datum_b: 0)
      case .different(let argument, let value):
        scmp_arg_cmp(arg: argument, op: SCMP_CMP_NE, datum_a: value, datum_b: 0)
      case .masked(let argument, let mask, let value):
        scmp_arg_cmp(arg: argument, op: SCMP_CMP_MASKED_EQ, datum_a: mask, datum_b: value)
      }
    }
  }
}

extension SystemCallRule {
  /// Everything a decoder library may do: compute, use memory and threads, read files.
  ///
  /// `pid` is this process.
  package static func decoder(pid: Int32) -> [SystemCallRule] {
    plain.map { SystemCallRule($0) } + narrowed(pid: pid)
  }

  private static let plain = [
    // Memory.
    "brk", "mmap", "mmap2", "munmap", "mprotect", "mremap", "madvise",
    // Reading; what can be written to is only the channel.
    "read", "readv", "pread64", "preadv", "write", "writev", "close", "lseek", "_llseek", "fstat", "fstat64",
    "stat",
    "stat64", "lstat", "lstat64", "newfstatat", "fstatat64", "statx", "statfs", "fstatfs", "access",
    "faccessat",
    "faccessat2", "readlink", "readlinkat", "getcwd", "getdents", "getdents64", "fadvise64", "poll", "ppoll",
    // Threads and signals of this process.
    "futex", "set_robust_list", "rseq", "set_tid_address", "sched_yield", "sched_getaffinity", "membarrier",
    "rt_sigprocmask", "rt_sigreturn", "sigreturn", "sigaltstack", "restart_syscall", "exit", "exit_group",
    // Time and harmless questions.
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "times",
    "getrusage",
    "getpid", "gettid", "getppid", "getuid", "getgid", "geteuid", "getegid", "uname", "sysinfo", "getrandom",
    "getcpu",
  ]

  private static func narrowed(pid: Int32) -> [SystemCallRule] {
    let own = UInt64(UInt32(bitPattern: pid))
    let writing = cseccomp_open_writing_bits()
    let thread = cseccomp_clone_thread()
    return [
      SystemCallRule("open", .masked(argument: 1, mask: writing, value: 0)),
      SystemCallRule("openat", .masked(argument: 2, mask: writing, value: 0)),
      SystemCallRule("clone", .masked(argument: 0, mask: thread, value: thread)),
      // abort() sends its signal to the calling thread.
      SystemCallRule("tgkill", .equal(argument: 0, value: own)),
      // The alarm that ends this process keeps its default action.
      SystemCallRule("rt_sigaction", .different(argument: 0, value: UInt64(SIGALRM))),
      // Limits may be asked for, not changed.
      SystemCallRule("prlimit64", .equal(argument: 0, value: 0), .equal(argument: 2, value: 0)),
      SystemCallRule("getrlimit"), SystemCallRule("ugetrlimit"),
      SystemCallRule("prctl", .equal(argument: 0, value: UInt64(PR_SET_NAME))),
      SystemCallRule("fcntl", .equal(argument: 1, value: UInt64(F_GETFD))),
      SystemCallRule("fcntl", .equal(argument: 1, value: UInt64(F_SETFD))),
      SystemCallRule("fcntl", .equal(argument: 1, value: UInt64(F_GETFL))),
      SystemCallRule("fcntl64", .equal(argument: 1, value: UInt64(F_GETFD))),
      SystemCallRule("fcntl64", .equal(argument: 1, value: UInt64(F_SETFD))),
      SystemCallRule("fcntl64", .equal(argument: 1, value: UInt64(F_GETFL))),
    ]
  }
}
