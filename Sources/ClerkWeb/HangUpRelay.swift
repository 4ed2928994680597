internal import LinuxPlatform
internal import Synchronization

/// What happens when a client has gone whose connection the library does not look at.
final class HangUpRelay: Sendable {
  /// The watch that tells; set once it is there.
  let watch = Mutex<HangUpWatch?>(nil)

  /// Ends the stream, or cancels the call, of this number.
  func gone(_ number: UInt64, in work: OpenWork) {
    work.stream(number)?.end()
    guard let call = work.call(number) else { return }
    call.cancel()
    // Nobody reads it; it lets the library find the end of the connection and forget it.
    if let watch = watch.withLock({ $0 }) { call.finish(.empty, watch: watch) }
  }
}
