internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import PostgreSQLStore
internal import SQLiteStore
internal import SealedArchive

/// Everything that the counter keeps.
typealias CounterArchive = BatchStore & ClerkStore & ConflictStore & ErasureStore & ExportStore & HandOffStore
  & KeepingStore & KeyStore & LinkStore & PersonStore & PortalStore & SecondCheckStore & SettingStore

/// The archive, or why it cannot be used right now.
///
/// A full or read-only disk is a bad day that passes: reading goes on, and the next filing tries again to open it.
/// Anything else is told at the start, and the daemon does not run on an archive it must not touch.
actor ArchiveAccess {
  private typealias Opening = Task<Result<ArchiveStore, KioskFailure>, Never>

  private let folder: String
  private let server: String?
  private let settings: WindowSettings
  private var store: (any CounterArchive)?
  /// Two calls that come at once open it once.
  private var opening: Opening?
  private var isClosed = false

  /// The archive in `folder`, or on the PostgreSQL `server` whose keys are in `folder`; it has a say in `settings` once it is
  /// open.
  init(folder: String, server: String? = nil, settings: WindowSettings) {
    self.folder = folder
    self.server = server
    self.settings = settings
  }

  /// Opens the archive; throws what no waiting will mend.
  func open() async throws(KioskFailure) {
    do throws(KioskFailure) {
      _ = try await opened()
    } catch {
      guard [.archiveFull, .archiveReadOnly].contains(error.reason) || error.isCentreAway else { throw error }
      Log.error("the archive cannot be written to; reading goes on, nothing is filed")
    }
  }

  /// The archive, opened now if it was not.
  func opened() async throws(KioskFailure) -> any CounterArchive {
    guard !isClosed else { throw KioskFailure(.serviceStopping) }
    if let store { return store }
    let opening = opening ?? begin()
    let result = await opening.value
    // Another call may have begun another opening meanwhile.
    if self.opening == opening { self.opening = nil }
    let opened = try result.get()
    store = opened
    return opened
  }

  /// Closes the archive after the filing that is under way; nothing opens it again.
  func close() async {
    isClosed = true
    if let opening { store = try? await opening.value.get() }
    await store?.close()
    store = nil
  }

  private func begin() -> Opening {
    let (folder, server, settings) = (folder, server, settings)
    let begun = Opening(executorPreference: WorkQueue.shared) {
      do throws(KioskFailure) {
        let credentials = Environment.value("CREDENTIALS_DIRECTORY")
        let store: ArchiveStore
        if let server {
          store = try await PostgreSQLStore.open(
            server, stateFolder: folder, credentials: credentials, window: settings.windowID)
        } else {
          store = try await SQLiteStore.open(stateFolder: folder, credentials: credentials)
        }
        settings.load(try await store.settings())
        return .success(store)
      } catch {
        return .failure(error)
      }
    }
    opening = begun
    return begun
  }
}

extension KioskFailure {
  /// Whether the centre cannot be used now, and perhaps later: what was read waits for it at the window.
  var isCentreAway: Bool { [.archiveCentreAway, .archiveCentreUntrusted].contains(reason) }
}
