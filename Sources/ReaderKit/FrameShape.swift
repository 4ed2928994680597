/// Over what one transfer goes.
public struct USBPipe: Equatable, Sendable {
  /// How it goes.
  public enum Kind: Equatable, Sendable {
    case bulk, interrupt
    /// A HID feature report, by class requests over endpoint 0.
    case feature
  }

  /// How it goes.
  public var kind: Kind
  /// The endpoint, or the report's id.
  public var address: UInt8
  /// The most that is asked for at once, in bytes; a multiple of the packet size.
  public var size: Int

  /// A pipe of the claimed interface.
  public init(_ kind: Kind, _ address: UInt8, size: Int) {
    self.kind = kind
    self.address = address
    self.size = size
  }
}

/// One transfer to a device.
public struct USBTransfer: Equatable, Sendable {
  /// What goes.
  public var bytes: [UInt8]
  /// Over what.
  public var pipe: USBPipe

  /// A transfer.
  public init(_ bytes: [UInt8], over pipe: USBPipe) {
    self.bytes = bytes
    self.pipe = pipe
  }
}

/// How frames are cut into transfers and put together again; a pure state machine, one for every opened device.
///
/// It is made for what the descriptors tell, so it also says which interface to claim.
public protocol FrameShape: Sendable {
  /// The interface that is claimed.
  var interface: UInt8 { get }
  /// The transfers that carry a frame, in their order.
  func transfers(for frame: [UInt8]) -> [USBTransfer]
  /// Over what the next part of an answer comes.
  var next: USBPipe { get }
  /// Takes what came over `next`: the bytes of frames in it, perhaps none, and what must be sent to get the rest.
  mutating func received(_ bytes: [UInt8]) -> (bytes: [UInt8], reply: USBTransfer?)
  /// Forgets an answer that has begun.
  mutating func reset()
  /// How the bytes of frames lie in what comes, for recordings.
  var answers: AnswerLayout { get }
}

extension FrameShape {
  /// Every byte that comes belongs to the stream of frames.
  public var answers: AnswerLayout { AnswerLayout() }
}

/// How the bytes of frames lie in the transfers of answers.
///
/// A recording keeps of an answer what this finds, and blackens everything else.
public struct AnswerLayout: Sendable {
  /// Which bytes of a transfer belong to the stream of frames.
  public var content: @Sendable ([UInt8]) -> Range<Int>
  /// Frames carry their preamble.
  public var hasPreamble: Bool
  /// What follows a frame in its last transfer only fills it up.
  public var isFilledUp: Bool

  /// Whole transfers, with a preamble.
  public init(
    hasPreamble: Bool = true, isFilledUp: Bool = false,
    content: @escaping @Sendable ([UInt8]) -> Range<Int> = { 0..<$0.count }
  ) {
    self.content = content
    self.hasPreamble = hasPreamble
    self.isFilledUp = isFilledUp
  }
}
