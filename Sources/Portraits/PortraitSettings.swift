/// Which decoder library turns portrait blocks into pictures, and how it is called.
public struct PortraitSettings: Equatable, Sendable {
  /// The shared library's path (portrait.library).
  public var library: String
  /// The C interface of its function (portrait.interface).
  public var interface: PortraitInterface
  /// The function's name (portrait.symbol).
  public var symbol: String
  /// The maker's code, for the `unpack` interface only (portrait.code).
  public var code: Int32
  /// How long one portrait may take in all (portrait.seconds).
  public var deadline: Duration

  /// A library's settings; without a symbol the interface's usual one is called.
  public init(
    library: String, interface: PortraitInterface, symbol: String? = nil, code: Int32 = 0,
    deadline: Duration = .seconds(3)
  ) {
    self.library = library
    self.interface = interface
    self.symbol = symbol ?? interface.usualSymbol
    self.code = code
    self.deadline = deadline
  }

  /// The same as flags of idkiosk-portrait.
  public var flags: [String] {
    ["--library", library, "--interface", interface.rawValue, "--symbol", symbol, "--code", "\(code)"]
  }
}
