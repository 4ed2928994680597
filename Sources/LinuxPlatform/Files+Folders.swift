internal import Glibc

extension Files {
  /// `path` without links and dots; throws when it does not exist.
  public static func resolved(_ path: String) throws(SystemError) -> String {
    guard let whole = unsafe realpath(path, nil) else { throw .last("realpath") }
    defer { unsafe free(whole) }
    return unsafe String(cString: whole)
  }

  /// How many MiB unprivileged programs may still write on the file system of `path`; `nil` where it cannot be asked.
  public static func freeMiB(at path: String) -> Int? {
    var found = statvfs()
    guard unsafe statvfs(path, &found) == 0 else { return nil }
    let (bytes, isTooMany) = UInt64(found.f_bavail).multipliedReportingOverflow(by: UInt64(found.f_frsize))
    return isTooMany ? .max : Int(clamping: bytes >> 20)
  }

  /// Makes names that were added to or taken from the folder of `path` durable.
  public static func syncFolder(of path: String) throws(SystemError) {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "."
    let raw = unsafe open(String(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard raw >= 0 else { throw .last("open") }
    let descriptor = OwnedDescriptor(taking: raw)
    guard fsync(descriptor.raw) == 0 else { throw .last("fsync") }
  }
}
