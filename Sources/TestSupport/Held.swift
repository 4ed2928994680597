import Foundation

/// What a process holds.
public struct Held: Equatable, Sendable {
  /// Its threads.
  public var threads: Int
  /// Its open descriptors.
  public var descriptors: Int
  /// What it has resident, in bytes.
  public var memory: Int

  /// What the process holds now.
  public init(process: Int32) throws {
    let folder = "/proc/\(process)"
    threads = try FileManager.default.contentsOfDirectory(atPath: folder + "/task").count
    descriptors = try FileManager.default.contentsOfDirectory(atPath: folder + "/fd").count
    let pages = try String(contentsOfFile: folder + "/statm", encoding: .utf8).split(separator: " ")
    memory = (pages.dropFirst().first.flatMap { Int($0) } ?? 0) * Int(getpagesize())
  }

  /// The lesser of each.
  public func less(_ other: Held) -> Held {
    var least = self
    least.threads = min(threads, other.threads)
    least.descriptors = min(descriptors, other.descriptors)
    least.memory = min(memory, other.memory)
    return least
  }

  /// The greater of each.
  public func more(_ other: Held) -> Held {
    var most = self
    most.threads = max(threads, other.threads)
    most.descriptors = max(descriptors, other.descriptors)
    most.memory = max(memory, other.memory)
    return most
  }
}
