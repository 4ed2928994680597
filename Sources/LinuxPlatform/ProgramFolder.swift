internal import Glibc

/// Where the running program's file lies.
public enum ProgramFolder {
  /// The folder of the running program, without a slash at the end; its sister programs lie beside it.
  public static func path() -> String? {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return nil }
    let whole = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return whole.lastIndex(of: "/").map { String(whole[..<$0]) }
  }
}
