internal import CommandLineKit

/// The keys of one gateway: `sms.*` of the first, `sms.second.*` of the second.
struct GatewayKeys: Sendable {
  let configuration: Configuration
  let isSecond: Bool

  /// The value of `key`, which is named as the first gateway's.
  subscript(key: Configuration.Key) -> String? {
    guard isSecond else { return configuration[key] }
    return key.ofSecondGateway.flatMap { configuration[$0] }
  }
}
