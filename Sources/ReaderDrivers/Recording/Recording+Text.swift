internal import Bytes
internal import KioskProtocol
internal import ReaderKit

extension Recording {
  /// The file's first lines, without any call; each comment line gets its `#`.
  public func head(comment: [String]) -> String {
    var lines = [Self.signature] + comment.map { "# " + $0 } + description
    lines += interfaces.map { interface in
      let points = interface.endpoints.map {
        "\(HexRuns.byte($0.address)) \($0.kind.word) \($0.packetSize)"
      }
      return "interface \(interface.number) \(HexRuns.byte(interface.classCode)): "
        + points.joined(separator: ", ")
    }
    if settings > 1 { lines.append("settings \(settings)") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The whole file.
  public func text(comment: [String]) -> String { head(comment: comment) + calls.map(\.text).joined() }
}

extension RecordedCall {
  /// The call as it stands in a file.
  public var text: String {
    var text = "\ncall \(kind.rawValue)\n" + events.map { $0.text + "\n" }.joined()
    switch result {
    case .nothing: break
    case .said(let words): text += "= \(words)\n"
    case .failed(let reason): text += "! \(reason.rawValue)\n"
    }
    return text
  }
}

extension RecordedEvent {
  fileprivate var text: String {
    let time = String(moment)
    let head = String(repeating: " ", count: max(0, 6 - time.count)) + time + " " + operation.text
    switch outcome {
    case .done: return head
    case .bytes(let bytes): return head + " <" + HexRuns.encode(bytes)
    case .failed(let reason): return head + " ! " + reason.rawValue
    }
  }
}

extension LinkOperation {
  fileprivate var text: String {
    switch self {
    case .open: "open"
    case .claim(let interface): "claim \(interface)"
    case .send(let bytes, let pipe): "send \(pipe.text) >" + HexRuns.encode(bytes)
    case .receive(let pipe): "receive \(pipe.text)"
    case .write(let bytes): "write >" + HexRuns.encode(bytes)
    case .read: "read"
    case .reset: "reset"
    case .setting(let number): "setting \(number)"
    case .connect: "connect"
    case .connectReader: "connect-reader"
    case .transmit(let bytes): "transmit >" + HexRuns.encode(bytes)
    case .control(let code, let bytes): "control \(code) >" + HexRuns.encode(bytes)
    case .disconnect: "disconnect"
    case .close: "close"
    }
  }
}

extension LinkOperation.Pipe {
  fileprivate var text: String { "\(kind.word) \(HexRuns.byte(address))" }
}

extension USBPipe.Kind {
  var word: String {
    switch self {
    case .bulk: "bulk"
    case .interrupt: "interrupt"
    case .feature: "feature"
    }
  }
}

extension USBEndpoint.Kind {
  var word: String {
    switch self {
    case .bulk: "bulk"
    case .interrupt: "interrupt"
    case .other: "other"
    }
  }
}
