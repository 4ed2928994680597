internal import SAMProtocol

enum SAMFuzz {
  static func run(_ input: [UInt8]) {
    var portions = Portions(input)
    var decoder = SAMFrameDecoder()
    while !portions.isEmpty {
      let size = portions.number()
      decoder.feed(portions.bytes(size))
      while let payload = try? decoder.nextPayload() { take(payload) }
    }
    take(input)
    _ = SAMCommand(body: input)
  }

  private static func take(_ payload: [UInt8]) {
    guard let response = try? SAMResponse(payload: payload) else { return }
    _ = try? SAMCardBlocks(data: response.data)
    _ = try? SAMCardBlocks(data: response.data, withFingerprint: true)
    _ = try? SAMIdentifier(data: response.data).description
    _ = response.frame
  }
}
