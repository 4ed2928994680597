internal import FoundationEssentials
package import KioskProtocol
internal import PersonalData

extension WirePortrait {
  /// The outcome of decoding as the wire says it.
  package init(_ outcome: PortraitOutcome) {
    switch outcome {
    case .decoded(let portrait):
      self.init(
        png: OnTheWire(portrait.png.map { Data($0).base64EncodedString() }), width: portrait.width,
        height: portrait.height)
    case .absent: self.init(state: .absent, reason: .portraitBlockAbsent)
    case .noDecoder: self.init(state: .noDecoder, reason: .portraitNoDecoder)
    case .failed(let reason): self.init(state: .failed, reason: reason)
    }
  }
}
