internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderDrivers
internal import ReaderKit
internal import Synchronization

/// The recording of one reader's conversations: whether there is to be one, and the file that it goes into.
///
/// It begins with an opening of the device, so that it can be played to a driver later. Calls are scrubbed before
/// anything is written.
final class ReaderRecorder: Sendable {
  private struct State {
    var isWanted: Bool
    /// A device that is open must be opened anew before its recording begins.
    var begins = false
  }
  private let folder: String
  private let state: Mutex<State>

  /// Files lie in `folder`, which is made when the first one begins.
  init(folder: String, isWanted: Bool) {
    self.folder = folder
    state = Mutex(State(isWanted: isWanted, begins: isWanted))
  }

  /// Whether conversations are to be taken down from now on.
  var isWanted: Bool {
    get { state.withLock { $0.isWanted } }
    set {
      state.withLock { state in
        if newValue, !state.isWanted { state.begins = true }
        state.isWanted = newValue
      }
    }
  }

  /// Whether a recording begins with the next call.
  var isAboutToBegin: Bool { state.withLock { $0.begins && $0.isWanted } }

  /// Whether a recording begins with this call; true once.
  func takeBeginning() -> Bool {
    state.withLock { state in
      defer { state.begins = false }
      return state.begins && state.isWanted
    }
  }

  /// A file for a device that is opened next; `nil`, with a line in the log, where there can be none.
  func file(_ attached: AttachedDevice, _ family: ReaderFamily) -> RecordingFile? {
    guard let recording = Recording(of: family, attached) else { return nil }
    do throws(SystemError) {
      let file = try RecordingFile(folder: folder, reader: attached.id, recording, family)
      Log.info("a recording of a reader begins")
      return file
    } catch {
      isWanted = false
      Log.warning("no recording can be written: \(error)")
      return nil
    }
  }
}
