internal import CommandLineKit
internal import KioskProtocol
internal import PersonArchive

/// What a portal's page gives along when it opens the read screen, looked at before anything is done for it.
struct HandOffLink {
  private static let longestAddress = 2_048

  /// The portal's origin, one that is configured.
  let portal: String
  let nonce: String
  private let returnTo: String

  /// Throws `handoff.linkInvalid`, and `handoff.originUnknown` for an address of another origin.
  init(nonce: String, returnTo: String, _ portals: PortalSettings) throws(KioskFailure) {
    let isNonce =
      (16...128).contains(nonce.utf8.count)
      && nonce.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || [0x2D, 0x5F].contains(byte)
      }
    // Nothing that two readers of an address could take for different things.
    let isAddress =
      (1...Self.longestAddress).contains(returnTo.utf8.count)
      && returnTo.utf8.allSatisfy {
        (0x21...0x7E).contains($0) && ![0x22, 0x23, 0x3C, 0x3E, 0x5C].contains($0)
      }
    guard isNonce, isAddress else { throw KioskFailure(.handOffLinkInvalid) }
    guard
      let portal = portals.origins.first(where: { origin in
        returnTo == origin || returnTo.hasPrefix(origin + "/") || returnTo.hasPrefix(origin + "?")
      })
    else { throw KioskFailure(.handOffOriginUnknown) }
    self.portal = portal
    self.nonce = nonce
    self.returnTo = returnTo
  }

  /// What a statement for this link is for.
  var purpose: HandOffPurpose { HandOffPurpose(portal: portal, nonce: nonce) }

  /// Where the user goes with `statement`, which no server's log and no referrer ever sees.
  func address(with statement: String) -> String { returnTo + "#idkiosk=" + statement }
}
