internal import ReaderKit
internal import SAMProtocol

enum ReportFuzz {
  static func run(_ input: [UInt8]) {
    var portions = Portions(input)
    let all = FuzzFamilies.all.filter { $0.family.wiring != nil }
    let entry = all[portions.number() % all.count]
    guard var shape = entry.family.wiring?(entry.interfaces) else { return }
    var decoder = SAMFrameDecoder()
    while !portions.isEmpty {
      let size = portions.number()
      if size == 0xFF { shape.reset() }
      let transfer = portions.bytes(size)
      _ = shape.answers.content(transfer)
      decoder.feed(shape.received(transfer).bytes)
      _ = shape.next
      while (try? decoder.nextPayload()) ?? nil != nil {}
    }
    _ = shape.transfers(for: input)
  }
}
