internal import CSeccomp
internal import Glibc

/// The seccomp filter of this process, for good and for every library it loads.
package enum SystemCallFilter {
  /// Lets through what the rules name, and answers EPERM to every other call.
  ///
  /// Also sets no_new_privs. Returns false when the kernel refuses, and nothing is filtered then.
  package static func apply(_ rules: [SystemCallRule]) -> Bool {
    guard let filter = unsafe seccomp_init(cseccomp_refuse(EPERM)) else { return false }
    defer { unsafe seccomp_release(filter) }
    for rule in rules {
      guard let number = rule.number else { continue }
      let comparisons = rule.comparisons
      let added = unsafe seccomp_rule_add_array(
        filter, cseccomp_allow(), number, UInt32(comparisons.count), comparisons)
      guard added == 0 else { return false }
    }
    // A filter cannot look into the structures of these two; told that they are missing, the C library takes the
    // older calls, whose arguments can be compared.
    for name in ["clone3", "openat2"] {
      let number = unsafe seccomp_syscall_resolve_name(name)
      guard number >= 0 else { continue }
      let added = unsafe seccomp_rule_add_array(filter, cseccomp_refuse(ENOSYS), number, 0, nil)
      guard added == 0 else { return false }
    }
    // All threads, should a library of ours ever have started one.
    return unsafe seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0 && seccomp_load(filter) == 0
  }
}
