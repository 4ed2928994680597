internal import KioskProtocol
internal import RPCTransport

enum LineFuzz {
  static func run(_ input: [UInt8]) {
    _ = Lines.decode(RPCEnvelope.Head.self, from: input)
    parameters(Hello.self, input)
    parameters(CardAcquire.self, input)
    parameters(CardText.self, input)
    parameters(CardDone.self, input)
    parameters(ReaderRecord.self, input)
    parameters(ReaderCheck.self, input)
    parameters(DocumentParseZone.self, input)
    parameters(DocumentType.self, input)
    parameters(BatchOpen.self, input)
    parameters(PersonFind.self, input)
    parameters(WindowSet.self, input)
  }

  private static func parameters<Method: RPCMethod>(_ method: Method.Type, _ line: [UInt8]) {
    guard let call = Lines.decode(RPCEnvelope.Parameter<Method.Params>.self, from: line) else { return }
    // What was understood can be said again.
    _ = Lines.encode(call.params)
  }
}
