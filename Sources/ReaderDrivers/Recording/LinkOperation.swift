public import KioskProtocol
public import ReaderKit

/// One thing that a driver does with an opened device.
public enum LinkOperation: Equatable, Sendable {
  case open
  case claim(UInt8)
  case send([UInt8], Pipe)
  case receive(Pipe)
  case write([UInt8])
  case read
  case reset
  case setting(Int)
  case connect
  case connectReader
  case transmit([UInt8])
  case control(UInt32, [UInt8])
  case disconnect
  case close

  /// Over which pipe a transfer goes.
  public struct Pipe: Equatable, Sendable {
    /// How it goes.
    public var kind: USBPipe.Kind
    /// The endpoint, or the report's id.
    public var address: UInt8

    init(_ pipe: USBPipe) { (kind, address) = (pipe.kind, pipe.address) }
    init(_ kind: USBPipe.Kind, _ address: UInt8) { (self.kind, self.address) = (kind, address) }
  }

  /// What came of it.
  public enum Outcome: Equatable, Sendable {
    case done
    case bytes([UInt8])
    case failed(FailureReason)
  }
}

/// One operation in a recorded conversation.
public struct RecordedEvent: Equatable, Sendable {
  /// Milliseconds since the call began.
  public var moment: Int
  /// What the driver did.
  public var operation: LinkOperation
  /// What came of it.
  public var outcome: LinkOperation.Outcome

  /// An operation and what came of it.
  public init(moment: Int, operation: LinkOperation, outcome: LinkOperation.Outcome) {
    (self.moment, self.operation, self.outcome) = (moment, operation, outcome)
  }
}
