internal import LinuxPlatform
internal import SAMProtocol

/// The cards that can be laid on a virtual reader.
enum VirtualCards {
  /// The built-in people: numbers that a person types.
  ///
  /// 6, 7 and 8 are 1 with another card.
  private static var builtIn: [SyntheticCard] {
    let people = SyntheticPeople(seed: 20_261_120)
    let first = people.citizen(1)
    return [
      first, people.citizen(2), people.residencePermit(3), people.foreigner2017(4), people.foreigner2023(5),
      first.renewed(), first.expired(), first.longTerm(), people.citizen(9), people.citizen(10),
      people.residencePermit(11), people.foreigner2023(12),
    ]
  }

  /// The card that a person named: a number from 1 to 12, `ordinary` (a card that no page reader can read), `bare`
  /// (the same on a reader that passes the bare command for its number), or a
  /// file in the form of Fixtures/cards.
  static func card(_ text: String) throws(EmulatorFailure) -> PageCard {
    if text == "ordinary" { return PageCard() }
    if text == "bare" { return PageCard(chipNumber: [0x10, 0x32, 0x54, 0x76, 0x98, 0xBA, 0xDC, 0xFE]) }
    let cards = builtIn
    if let number = Int(text), (1...cards.count).contains(number) {
      return page(cards[number - 1].text, cards[number - 1].photo)
    }
    let content: [UInt8]
    do { content = try Files.read(text, limit: 65_536) } catch { throw EmulatorFailure("\(text): \(error)") }
    guard let file = try? CardFile(parsing: String(decoding: content, as: UTF8.self)) else {
      throw EmulatorFailure("\(text): not a card file")
    }
    return page(file.text, file.photo)
  }

  private static func page(_ text: [UInt8], _ photo: [UInt8]) -> PageCard {
    PageCard(object: SAMCardBlocks(text: text, photo: photo).data)
  }
}
