import Glibc
import Synchronization

/// A descriptor that several threads use until one of them closes it.
package final class OpenSocket: Sendable {
  private let descriptor: Mutex<Int32>

  /// Takes a descriptor over.
  package init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

  /// The number; for the one thread that closes.
  var number: Int32 { descriptor.withLock { $0 } }

  deinit { close() }

  /// Sends bytes as they are; whether all were taken.
  package func send(_ bytes: [UInt8]) -> Bool {
    descriptor.withLock { descriptor in
      var rest = bytes[...]
      while descriptor >= 0, !rest.isEmpty {
        let count = rest.withUnsafeBytes {
          Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return rest.isEmpty
    }
  }

  /// Ends both halves; whoever reads from it closes it then.
  package func shutDown() {
    descriptor.withLock { descriptor in
      if descriptor >= 0 { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
  }

  /// Closes it; once.
  package func close() {
    descriptor.withLock { descriptor in
      if descriptor >= 0 { _ = Glibc.close(descriptor) }
      descriptor = -1
    }
  }
}
