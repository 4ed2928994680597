internal import Glibc

extension Files {
  /// The first `count` bytes of the plain file at `path`, fewer when it is shorter; `nil` when there is none.
  ///
  /// Follows no link at the end of the path (ELOOP) and waits for no pipe; what is no file is EINVAL.
  public static func head(_ path: String, count: Int) throws(SystemError) -> [UInt8]? {
    let raw = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard raw >= 0 else {
      if errno == ENOENT { return nil }
      throw .last("open")
    }
    let file = OwnedDescriptor(taking: raw)
    var facts = stat()
    guard unsafe fstat(file.raw, &facts) == 0 else { throw .last("fstat") }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw SystemError("fstat", EINVAL) }
    var bytes = [UInt8](repeating: 0, count: max(count, 0))
    let got = unsafe Glibc.read(file.raw, &bytes, bytes.count)
    guard got >= 0 else { throw .last("read") }
    return Array(bytes.prefix(got))
  }

  /// Takes the name `path` away; whether it was there.
  @discardableResult
  public static func remove(_ path: String) throws(SystemError) -> Bool {
    if unsafe unlink(path) == 0 { return true }
    guard errno == ENOENT else { throw .last("unlink") }
    return false
  }

  /// Gives the file at `path` a second name, `newPath`, durable when it returns; both lie in one folder.
  public static func link(_ path: String, to newPath: String) throws(SystemError) {
    guard unsafe Glibc.link(path, newPath) == 0 else { throw .last("link") }
    try syncFolder(of: newPath)
  }

  /// Gives the file at `path` the name `newPath`, durable when it returns; both lie in one folder.
  public static func rename(_ path: String, to newPath: String) throws(SystemError) {
    guard unsafe Glibc.rename(path, newPath) == 0 else { throw .last("rename") }
    try syncFolder(of: newPath)
  }
}
