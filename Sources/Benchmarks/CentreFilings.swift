import Foundation
import LinuxPlatform
import PostgreSQLStore
import SealedArchive
import TestSupport

/// Filings a second of several windows at once on one real PostgreSQL, which syncs each of them.
struct CentreFilings {
  /// How many windows file at once.
  static let windows = [1, 8, 32]

  /// How many people are filed, by all windows together.
  let count: Int
  let folder: WorkFolder

  /// Filings a second by the number of windows; nothing where no PostgreSQL is installed.
  func measure() async throws -> [(windows: Int, rate: Double)] {
    guard PostgreSQLServer.isInstalled else { return [] }
    let server = try await PostgreSQLServer(settings: ["fsync=on", "max_connections=80"])
    var rates: [(windows: Int, rate: Double)] = []
    for windows in Self.windows {
      let stores = try await open(windows, on: try await server.makeSchema())
      rates.append((windows, try await ArchiveFilings(count: max(count, windows)).run(at: stores)))
      for store in stores { await store.close() }
      for window in 0..<windows { try folder.remove("window-\(window)") }
    }
    await server.kill()
    return rates
  }

  /// So many windows with the keys that the first one made.
  private func open(_ windows: Int, on target: String) async throws -> [ArchiveStore] {
    var stores: [ArchiveStore] = []
    for window in 0..<windows {
      let state = folder.file("window-\(window)")
      if window > 0 {
        try FileManager.default.createDirectory(
          atPath: state, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        for name in ["archive.lookup-1.key", "archive.wrapping-1.key"] {
          try FileManager.default.copyItem(
            atPath: folder.file("window-0/" + name), toPath: state + "/" + name)
        }
      }
      try PostgreSQLStore.initialize(target, stateFolder: state)
      stores.append(try await PostgreSQLStore.open(target, stateFolder: state))
    }
    return stores
  }
}
