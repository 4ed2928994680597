internal import KioskProtocol
internal import LinuxPlatform

/// A file that a command writes for somebody: whole, or not there.
final class NewFile {
  private let path: String
  private let file: OwnedDescriptor
  private var isWhole = false

  /// Makes it, for its owner only; throws `file.exists` and `file.notWritten`.
  init(_ path: String) throws(KioskFailure) {
    self.path = path
    do throws(SystemError) { file = try Files.create(path) } catch { throw Self.failure(error) }
  }

  deinit { if !isWhole { _ = try? Files.remove(path) } }

  /// Adds to it.
  func write(_ bytes: [UInt8]) throws(KioskFailure) {
    do throws(SystemError) { try Files.writeAll(bytes, to: file.raw) } catch { throw Self.failure(error) }
  }

  /// Keeps it: it is on the disk when this returns.
  func keep() throws(KioskFailure) {
    do throws(SystemError) { try Files.sync(file.raw) } catch { throw Self.failure(error) }
    isWhole = true
  }

  /// Makes a file of these bytes.
  static func write(_ bytes: [UInt8], to path: String) throws(KioskFailure) {
    let file = try NewFile(path)
    try file.write(bytes)
    try file.keep()
  }

  private static func failure(_ error: SystemError) -> KioskFailure {
    KioskFailure(error.isExisting ? .fileExists : .fileNotWritten, detail: Int(error.code))
  }
}
