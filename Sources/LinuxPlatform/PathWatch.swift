internal import Glibc

/// Waits for a file to appear, without looking again and again.
///
/// One thread waits; any other may interrupt it, for good.
public final class PathWatch: Sendable {
  private let path: String
  private let stop: CInt
  private let stopped: CInt

  /// A watch for `path`, of which any part may be missing.
  public init(_ path: String) throws(SystemError) {
    self.path = path
    (stop, stopped) = try UnixSocket.pair()
  }

  deinit {
    close(stop)
    close(stopped)
  }

  /// Lets `wait` return at once, now and from now on.
  public func interrupt() { _ = shutdown(stop, CInt(SHUT_RDWR)) }

  /// Blocks until something happens around the file, at most `milliseconds` while it exists; while it does not
  /// exist, as long as it takes, unless the folder cannot be watched.
  public func wait(milliseconds: CInt) {
    let raw = inotify_init1(CInt(IN_CLOEXEC))
    let watch = OwnedDescriptor(taking: raw)
    let isWatched = raw >= 0 && watchNearestFolder(raw)
    // Asked after the watch stands, so that nothing happens unseen in between.
    let limit = Files.exists(path) || !isWatched ? milliseconds : -1
    var polled = [
      pollfd(fd: stopped, events: Int16(POLLIN), revents: 0),
      pollfd(fd: watch.raw, events: Int16(POLLIN), revents: 0),
    ]
    _ = unsafe poll(&polled, nfds_t(polled.count), limit)
  }

  /// Blocks until something happens around the file, as long as `condition` holds once the watch stands.
  ///
  /// Where the folder cannot be watched, two seconds at most.
  public func wait(while condition: () -> Bool) {
    let raw = inotify_init1(CInt(IN_CLOEXEC))
    let watch = OwnedDescriptor(taking: raw)
    let isWatched = raw >= 0 && watchNearestFolder(raw)
    guard condition() else { return }
    var polled = [
      pollfd(fd: stopped, events: Int16(POLLIN), revents: 0),
      pollfd(fd: watch.raw, events: Int16(POLLIN), revents: 0),
    ]
    _ = unsafe poll(&polled, nfds_t(polled.count), isWatched ? -1 : 2_000)
  }

  /// The folder of the file, or the nearest one above it that exists.
  private func watchNearestFolder(_ watch: CInt) -> Bool {
    var folder = path
    let events =
      UInt32(IN_CREATE) | UInt32(IN_MOVED_TO) | UInt32(IN_ATTRIB) | UInt32(IN_DELETE_SELF)
      | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM)
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      if unsafe inotify_add_watch(watch, folder.isEmpty ? "/" : folder, events) >= 0 { return true }
    }
    return false
  }
}
