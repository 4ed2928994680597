internal import CLinux
internal import Glibc

extension Files {
  /// The names in the folder at `path` in their order, without `.` and `..`; none where there is no such folder.
  public static func names(in path: String) throws(SystemError) -> [String] {
    guard let folder = unsafe opendir(path) else {
      if errno == ENOENT { return [] }
      throw .last("opendir")
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if ![".", ".."].contains(name) { names.append(name) }
    }
    return names.sorted()
  }

  /// What makes a name for the file at `path` to be set aside under: `.before-` and the first number that is free.
  public static func freeSuffix(beside path: String) -> String {
    var number = 1
    while exists("\(path).before-\(number)") { number += 1 }
    return ".before-\(number)"
  }

  /// Whether one of these runs of bytes stands anywhere in the file at `path`; reads all of it.
  public static func holds(_ path: String, anyOf needles: [[UInt8]]) throws(SystemError) -> Bool {
    let longest = needles.map(\.count).max() ?? 0
    let raw = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard raw >= 0 else {
      if errno == ENOENT { return false }
      throw .last("open")
    }
    let file = OwnedDescriptor(taking: raw)
    let size = 1 << 20
    var bytes = [UInt8](repeating: 0, count: size + longest)
    // What a run that is cut by the end of a piece begins with stands before the next one.
    var kept = 0
    while true {
      let count = unsafe bytes.withUnsafeMutableBytes { space in
        unsafe Glibc.read(file.raw, space.baseAddress.map { unsafe $0 + kept }, size)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last("read") }
      guard count > 0 else { return false }
      let filled = kept + count
      for needle in needles where !needle.isEmpty {
        let isThere = unsafe bytes.withUnsafeBytes { space in
          unsafe memmem(space.baseAddress, filled, needle, needle.count) != nil
        }
        if isThere { return true }
      }
      kept = min(longest, filled)
      bytes.replaceSubrange(0..<kept, with: Array(bytes[(filled - kept)..<filled]))
    }
  }
}
