import Glibc

// What a test drives inside the process that sees the mock devices.
let probe = Probe()
if CommandLine.arguments.contains("--without-usb") {
  // With no descriptor to be had, libusb cannot begin; nothing else is opened meanwhile.
  var limit = rlimit()
  getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  var none = rlimit(rlim_cur: 0, rlim_max: limit.rlim_max)
  setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &none)
  probe.start()
  setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
} else {
  probe.start()
}
probe.report()
while let line = readLine() { probe.obey(line.split(separator: " ").map(String.init)) }
await probe.stop()
