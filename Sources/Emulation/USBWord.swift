internal import Glibc
internal import LinuxPlatform

/// Live USB and HID readers that are not there, for programs with the real libusb: `idkiosk-emulator usb` and `ccid`.
///
/// umockdev stands in front, in a Python program that is compiled in and says how it is used; `idkiosk-emulator sam`
/// stands behind.
enum USBWord {
  private static let python = "/usr/bin/python3"

  /// The same program as a CCID reader with a pcscd of its own: `idkiosk-emulator ccid`.
  static func runCCID(_ arguments: [String]) -> CInt { run(["--shape", "ccid"] + arguments) }

  /// Becomes that program; returns only when it cannot.
  static func run(_ arguments: [String]) -> CInt {
    guard let folder = ProgramFolder.path() else {
      VirtualPCSC.say("this program's own folder is not known", to: 2)
      return 1
    }
    let bridge = String(decoding: PackageResources.umockdev_reader_py, as: UTF8.self)
    let words = [python, "-c", bridge, "--emulator", folder + "/idkiosk-emulator"] + arguments
    // Events of plugging need it on this side too.
    _ = unsafe setenv("LD_PRELOAD", "libumockdev-preload.so.0", 1)
    var pointers = unsafe words.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    _ = unsafe execv(python, &pointers)
    VirtualPCSC.say("\(python) cannot be started: errno \(errno)", to: 2)
    return 1
  }
}
