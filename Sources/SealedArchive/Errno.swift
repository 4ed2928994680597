internal import Glibc

/// The system's refusals that the archive tells apart.
package enum Errno {
  static let noSpace = ENOSPC
  static let quotaExceeded = EDQUOT
  static let readOnlyFileSystem = EROFS
  static let accessDenied = EACCES
  static let notPermitted = EPERM
  package static let wouldBlock = EWOULDBLOCK
}
