internal import Glibc

/// `idkiosk-emulator cards --out DIR`: writes the cards of Fixtures/cards anew.
enum CardsWord {
  static func run(_ arguments: [String]) -> CInt {
    guard arguments.count == 2, arguments.first == "--out", let folder = arguments.last else {
      VirtualPCSC.say("usage: idkiosk-emulator cards --out DIR", to: 2)
      return 64
    }
    do {
      try CardFixtures.writeAll(to: folder)
      return 0
    } catch {
      VirtualPCSC.say("\(folder): \(error)", to: 2)
      return 1
    }
  }
}
