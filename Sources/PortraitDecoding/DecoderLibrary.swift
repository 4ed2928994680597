internal import CLinux
internal import Glibc
package import KioskProtocol
package import Portraits

/// A maker's decoder library in this process.
///
/// Never unloaded: the process ends after one block.
@safe package struct DecoderLibrary {
  /// The room a decoder gets; §7.8 of docs/reader-protocol.md asks for at least so much.
  package static let outputRoom = 128 << 10
  /// What the decoders that make a BMP may fill.
  ///
  /// Some are known to need more than the file (docs/reader-protocol.md §7.6).
  package static let bmpRoom = 40_960
  private static let inputRoom = 8_192

  private typealias Unpack = @convention(c) (UnsafeMutableRawPointer, UnsafeMutableRawPointer, CInt) -> CInt
  private typealias UnderscoreUnpack =
    @convention(c) (UnsafeMutableRawPointer, CInt, UnsafeMutableRawPointer, UnsafeMutablePointer<CInt>) ->
    CInt
  private typealias WltToBmp = @convention(c) (UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> CInt

  private let settings: PortraitSettings
  private let function: UnsafeMutableRawPointer

  /// Loads the library, which runs what it does at loading, and looks its function up.
  package init(_ settings: PortraitSettings) throws(KioskFailure) {
    // Deep binding: a library that carries functions of its own named as some of this process (zlib's, say) calls its
    // own.
    let mode = RTLD_NOW | RTLD_LOCAL | clinux_deep_binding()
    guard let handle = unsafe dlopen(settings.library, mode) else {
      throw KioskFailure(.portraitLibraryUnusable)
    }
    // Some libraries were compiled as C++ and carry the function's signature in its name.
    let isUsual = settings.interface == .unpack && settings.symbol == settings.interface.usualSymbol
    guard
      let function = unsafe dlsym(handle, settings.symbol)
        ?? (isUsual ? dlsym(handle, "_Z6unpackPcS_i") : nil)
    else { throw KioskFailure(.portraitSymbolMissing) }
    self.settings = settings
    unsafe self.function = function
  }

  /// Has the library draw `block`; red, green and blue, rows top down.
  ///
  /// May never return, and may end the process: it is foreign code.
  package func decode(_ block: [UInt8]) throws(KioskFailure) -> [UInt8] {
    guard block.count <= Self.inputRoom, let input = GuardedRoom(atLeast: Self.inputRoom),
      let output = GuardedRoom(atLeast: Self.outputRoom)
    else { throw KioskFailure(.portraitRefused) }
    input.fill(block)
    output.fillWithPattern()
    let (status, length) = call(CInt(truncatingIfNeeded: block.count), input, output)
    let expected = settings.interface == .unpack ? PortraitFormat.pixelBytes : PortraitFormat.bmpBytes
    let allowed = settings.interface == .unpack ? expected : Self.bmpRoom
    // First of all, because a decoder that wrote too far is not to be believed in anything else.
    guard output.isUntouched(allowed..<output.count) else { throw KioskFailure(.portraitOverrun) }
    guard status == 1 else { throw KioskFailure(.portraitRefused) }
    let lastRow = (expected - PortraitFormat.rowBytes)..<expected
    guard length.map({ Int($0) == expected }) ?? true, !output.isUntouched(lastRow) else {
      throw KioskFailure(.portraitWrongSize)
    }
    let written = output.prefix(expected)
    let pixels =
      settings.interface == .unpack ? PortraitFormat.turned(written) : PortraitFormat.pixels(ofBMP: written)
    guard let pixels else { throw KioskFailure(.portraitWrongSize) }
    return pixels
  }

  /// What the function returned, and the length it told if its interface tells one.
  private func call(
    _ count: CInt, _ input: borrowing GuardedRoom, _ output: borrowing GuardedRoom
  ) -> (status: CInt, length: CInt?) {
    switch settings.interface {
    case .unpack:
      let unpack = unsafe unsafeBitCast(function, to: Unpack.self)
      return (unsafe unpack(input.start, output.start, settings.code), nil)
    case .underscoreUnpack:
      var length = CInt(Self.bmpRoom)
      let unpack = unsafe unsafeBitCast(function, to: UnderscoreUnpack.self)
      let status = unsafe unpack(input.start, count, output.start, &length)
      return (status, length)
    case .wltToBmp:
      let convert = unsafe unsafeBitCast(function, to: WltToBmp.self)
      return (unsafe convert(input.start, output.start), nil)
    }
  }
}
