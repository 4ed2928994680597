internal import Glibc

/// `idkiosk-emulator recordings --out DIR`: writes the recordings of Fixtures/recordings anew.
enum RecordingsWord {
  static func run(_ arguments: [String]) -> CInt {
    guard arguments.count == 2, arguments.first == "--out", let folder = arguments.last else {
      VirtualPCSC.say("usage: idkiosk-emulator recordings --out DIR", to: 2)
      return 64
    }
    do {
      try RecordingFixtures.writeAll(to: folder)
      return 0
    } catch {
      VirtualPCSC.say("\(folder): \(error)", to: 2)
      return 1
    }
  }
}
