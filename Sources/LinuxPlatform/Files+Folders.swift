internal import Glibc

extension Files {
  /// `path` without links and dots; throws when it does not exist.
  public static func resolved(_ path: String) throws(SystemError) -> String {
    guard let whole = unsafe realpath(path, nil) else { throw .last("realpath") }
    defer { unsafe free(whole) }
    return unsafe String(cString: whole)
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
