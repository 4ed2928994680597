internal import Bytes
internal import LinuxPlatform
internal import SAMProtocol

/// The cards that can be laid on a virtual PC/SC reader.
enum VirtualCards {
  /// The card that a person named: `ordinary`, or a file with the 1,284-byte object or its hexadecimal digits.
  static func card(_ text: String) throws(EmulatorFailure) -> PageCard {
    if text == "ordinary" { return PageCard() }
    let content: [UInt8]
    do { content = try Files.read(text, limit: 65_536) } catch { throw EmulatorFailure("\(text): \(error)") }
    let object = Hex.decode(String(decoding: content, as: UTF8.self)) ?? content
    guard (try? SAMCardBlocks(data: object)) != nil else {
      throw EmulatorFailure("\(text): not a card")
    }
    return PageCard(object: object)
  }
}
