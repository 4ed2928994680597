import Testing

@testable import PortraitDecoding

@Suite("System calls of a decoder")
struct SystemCallRuleTests {
  @Test("Every name in the list is one that libseccomp knows")
  func known() {
    let rules = SystemCallRule.decoder(pid: 1)
    #expect(rules.count > 60)
    for rule in rules { #expect(rule.isKnown, "\(rule.name)") }
    #expect(!SystemCallRule("openfile").isKnown)
  }

  @Test("Nothing in the list is let through whole that makes sockets, processes or files")
  func narrow() {
    let never: Set<String> = [
      "socket", "socketpair", "connect", "bind", "sendto", "sendmsg", "fork", "vfork", "execve", "execveat",
      "creat",
      "ptrace", "kill", "tkill", "pidfd_open", "io_uring_setup", "memfd_create", "unshare", "mount", "bpf",
      "ioctl",
      "setrlimit", "alarm", "setitimer", "timer_create", "clone3", "openat2",
    ]
    for rule in SystemCallRule.decoder(pid: 1) {
      #expect(!never.contains(rule.name), "\(rule.name)")
      if ["open", "openat", "clone", "tgkill", "prctl", "prlimit64", "fcntl", "rt_sigaction"].contains(
        rule.name)
      {
        #expect(!rule.conditions.isEmpty, "\(rule.name)")
      }
    }
  }
}
