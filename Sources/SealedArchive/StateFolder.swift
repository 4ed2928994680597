package import KioskProtocol
internal import LinuxPlatform

/// The folder in which a window keeps its archive, its keys or both.
package enum StateFolder {
  /// The folder at `path`, made for its owner only when it is missing; its path without links.
  ///
  /// SQLite is told to follow no links; links above the state folder are the administrator's business. Throws
  /// `start.folderUnusable`.
  package static func made(at path: String) throws(KioskFailure) -> String {
    do throws(SystemError) {
      if !Files.exists(path) {
        try Files.makeFolder(path, mode: 0o700)
        try Files.syncFolder(of: path)
      }
      return try Files.resolved(path)
    } catch {
      throw KioskFailure(.startFolderUnusable, detail: Int(error.code))
    }
  }
}
