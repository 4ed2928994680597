internal import Glibc

/// What can be seen of other programs' open files.
public enum OpenFiles {
  /// The name of another program that has the file at `path` open; `nil` where none can be seen.
  ///
  /// Other users' programs are seen by root only, and by nobody where /proc hides them. Blocks for as long as looking
  /// through all programs takes.
  public static func holder(of path: String) -> String? { holders(of: path).first }

  /// The names of all of them.
  public static func holders(of path: String) -> [String] {
    guard let wanted = identity(of: path) else { return [] }
    var holders: [String] = []
    for program in names(in: "/proc") where program.allSatisfy(\.isNumber) && Int32(program) != getpid() {
      for number in names(in: "/proc/\(program)/fd")
      where identity(of: "/proc/\(program)/fd/\(number)") ?? (0, 0) == wanted {
        guard let name = try? Files.read("/proc/\(program)/comm", limit: 64) else { continue }
        holders.append(String(decoding: name.prefix { $0 != 0x0A }, as: UTF8.self))
      }
    }
    return holders
  }

  /// Device and number of the file, through links.
  private static func identity(of path: String) -> (UInt64, UInt64)? {
    var found = stat()
    guard unsafe stat(path, &found) == 0 else { return nil }
    return (UInt64(found.st_dev), UInt64(found.st_ino))
  }

  static func names(in folder: String) -> [String] {
    guard let opened = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(opened) }
    var names: [String] = []
    while let entry = unsafe readdir(opened) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.first != "." { names.append(name) }
    }
    return names
  }
}
