import ReaderKit

/// A source whose devices are `ScriptedReader`s.
package final class ScriptedSource: DeviceSource {
  package let events: AsyncStream<DeviceEvent>
  private let continuation: AsyncStream<DeviceEvent>.Continuation
  private let readers: [ScriptedReader]

  /// A source with these readers plugged in from the start.
  package init(_ readers: [ScriptedReader]) {
    (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(256))
    self.readers = readers
  }

  package func start() { for reader in readers { continuation.yield(.arrived(reader.device)) } }

  package func stop() async { continuation.finish() }

  /// Plugs a reader in and tells so.
  package func plug(_ reader: ScriptedReader) {
    reader.plug()
    continuation.yield(.arrived(reader.device))
  }

  /// Pulls a reader's plug and tells so.
  package func unplug(_ reader: ScriptedReader) {
    reader.unplug()
    continuation.yield(.left(id: reader.id))
  }
}
