/// Why the emulator cannot do what it was told; the text is for the person who told it.
struct EmulatorFailure: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
