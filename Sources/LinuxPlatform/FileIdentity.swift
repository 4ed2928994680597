internal import Glibc

/// Which file stands behind a path right now; another one after it was removed and made again.
public struct FileIdentity: Equatable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  private let made: Int
  private let madeNanoseconds: Int

  /// The file at `path`, through links; `nil` when there is none.
  public init?(at path: String) {
    var found = stat()
    guard unsafe stat(path, &found) == 0 else { return nil }
    device = UInt64(found.st_dev)
    inode = UInt64(found.st_ino)
    // A device file that goes may leave its number to the next one; a link to it is made anew. The file's own times
    // change with its rights and its use.
    var link = stat()
    guard unsafe lstat(path, &link) == 0 else { return nil }
    let isLink = link.st_mode & mode_t(S_IFMT) == mode_t(S_IFLNK)
    made = isLink ? link.st_ctim.tv_sec : 0
    madeNanoseconds = isLink ? link.st_ctim.tv_nsec : 0
  }
}
