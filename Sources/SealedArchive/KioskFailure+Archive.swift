package import KioskProtocol
package import LinuxPlatform
package import DatabaseKit
internal import Sealing

extension KioskFailure {
  /// What a refused database call means for the archive; `detail` is errno where there was one, else the engine's code.
  package init(_ error: DatabaseError) {
    if let reason = Self.reason(ofSystemCode: error.systemCode) {
      self.init(reason, detail: Int(error.systemCode))
      return
    }
    let detail = error.systemCode == 0 ? error.code : Int(error.systemCode)
    switch error.kind {
    case .full: self.init(.archiveFull, detail: detail)
    case .readOnly: self.init(.archiveReadOnly, detail: detail)
    case .damaged, .notADatabase: self.init(.archiveDamaged, detail: detail)
    case .busy: self.init(.archiveInUse, detail: detail)
    case .away, .crowded, .slow, .collided: self.init(.archiveCentreAway, detail: detail)
    case .untrusted: self.init(.archiveCentreUntrusted, detail: detail)
    case .refused: self.init(.archiveCentreRefused, detail: detail)
    case .constraint, .statement, .other: self.init(.archiveFailed, detail: detail)
    }
  }

  /// What a refused system call means for the archive.
  package init(_ error: SystemError) {
    self.init(Self.reason(ofSystemCode: error.code) ?? .archiveFailed, detail: Int(error.code))
  }

  /// What a refused key means for the archive.
  ///
  /// A full or read-only disk is told as such, not as a bad key.
  init(_ refusal: KeyFile.Refusal) {
    if case .system(let error) = refusal {
      self.init(error.code == Errno.accessDenied ? .archiveKeyUnusable : KioskFailure(error).reason)
      detail = Int(error.code)
    } else {
      self.init(.archiveKeyUnusable)
    }
  }

  /// Sealed bytes that do not open are damage: the key was proven when the archive was opened.
  init(_ error: SealingError) {
    self.init(error == .notAuthentic ? .archiveDamaged : .archiveFailed)
  }

  private static func reason(ofSystemCode code: CInt) -> FailureReason? {
    switch code {
    case Errno.noSpace, Errno.quotaExceeded: .archiveFull
    case Errno.readOnlyFileSystem, Errno.accessDenied, Errno.notPermitted: .archiveReadOnly
    default: nil
    }
  }
}

/// Runs one database step and tells its refusal as the archive's.
package func told<Result: ~Copyable>(
  _ step: @autoclosure () throws(DatabaseError) -> Result
) throws(KioskFailure) -> Result {
  do throws(DatabaseError) { return try step() } catch { throw KioskFailure(error) }
}

/// Runs one system call and tells its refusal as the archive's.
package func toldBySystem<Result>(
  _ step: @autoclosure () throws(SystemError) -> Result
) throws(KioskFailure) -> Result {
  do throws(SystemError) { return try step() } catch { throw KioskFailure(error) }
}
