internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport
internal import Synchronization

/// The times of readings, kept over the daemon's end: how long each step took at which reader, and nothing else.
///
/// A file that cannot be read is taken for none: it is worth no trouble.
final class ReaderTimesFile: Sendable {
  private struct Content: Codable {
    var readers: [String: [String: [Double]]]
  }

  private static let longest = 4 << 20
  private let path: String
  /// The number of the newest times that were written.
  private let newest = Mutex(0)

  init(path: String) { self.path = path }

  /// The figures of every reader in it, without counts.
  ///
  /// Blocks for the file system.
  func load() -> [String: ReaderFigures] {
    guard let bytes = try? Files.read(path, limit: Self.longest),
      let content = Lines.decode(Content.self, from: bytes)
    else { return [:] }
    return content.readers.mapValues { steps in
      var figures = ReaderFigures()
      for (name, times) in steps {
        if let step = ReaderHealth.Step(rawValue: name) { figures.restore(times, of: step) }
      }
      return figures
    }
  }

  /// Puts these in their place, unless ones with a higher number stand there.
  ///
  /// Blocks for the file system.
  func save(_ figures: [String: ReaderFigures], number: Int) {
    let readers = figures.mapValues { figures in
      Dictionary(uniqueKeysWithValues: figures.times.map { ($0.key.rawValue, $0.value) })
    }
    newest.withLock { newest in
      guard number > newest else { return }
      newest = number
      do {
        try Files.write(Lines.encode(Content(readers: readers)), to: path + ".new", replacing: true)
        try Files.rename(path + ".new", to: path)
      } catch {
        Log.warning("the times of readings cannot be kept")
      }
    }
  }
}
