public import Dispatch

/// Calls back when a descriptor can be read or written, on one queue.
///
/// Owns the descriptor: it is closed once `cancel` has taken effect.
public final class SocketWatch: @unchecked Sendable {  // Dispatch sources are thread-safe.
  private let read: any DispatchSourceRead
  private let write: (any DispatchSourceWrite)?

  /// Takes over `descriptor`; watching begins with `start`.
  public init(
    _ descriptor: CInt, queue: DispatchQueue, readable: @escaping @Sendable () -> Void,
    writable: (@Sendable () -> Void)? = nil
  ) {
    read = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    read.setEventHandler(handler: readable)
    write = writable.map { handler in
      let source = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: queue)
      source.setEventHandler(handler: handler)
      return source
    }
    let group = DispatchGroup()
    for source in [read, write].compactMap({ $0 as (any DispatchSourceProtocol)? }) {
      group.enter()
      source.setCancelHandler { group.leave() }
    }
    group.notify(queue: queue) { _ = OwnedDescriptor(taking: descriptor) }
  }

  /// Begins to watch for reading.
  public func start() { read.resume() }

  /// Begins to watch for writing; balanced by `suspendWriting`.
  public func resumeWriting() { write?.resume() }

  /// Ends the watching for writing.
  public func suspendWriting() { write?.suspend() }

  /// Ends everything and closes the descriptor; `isWriting` tells whether writing is being watched for.
  public func cancel(isWriting: Bool) {
    read.cancel()
    // A suspended source would never run its cancel handler.
    if !isWriting { write?.resume() }
    write?.cancel()
  }
}
