internal import Dispatch
internal import Glibc
internal import Synchronization

/// Signals as a stream.
///
/// The default action is off and the stream is live when `init` returns.
public final class SignalStream: Sendable {
  /// The signals that came; at most eight wait.
  public let signals: AsyncStream<CInt>
  private let sources: Mutex<[any DispatchSourceSignal]>

  /// Watches `numbers`, for example SIGTERM and SIGINT.
  public init(_ numbers: [CInt]) async {
    let (stream, continuation) = AsyncStream.makeStream(of: CInt.self, bufferingPolicy: .bufferingNewest(8))
    let queue = DispatchQueue(label: "signals")
    var sources: [any DispatchSourceSignal] = []
    for number in numbers {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { continuation.yield(number) }
      await withCheckedContinuation { (registered: CheckedContinuation<Void, Never>) in
        source.setRegistrationHandler { registered.resume() }
        source.resume()
      }
      sources.append(source)
    }
    signals = stream
    self.sources = Mutex(sources)
  }

  deinit { sources.withLock { $0.forEach { $0.cancel() } } }
}
