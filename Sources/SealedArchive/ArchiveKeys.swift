internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import OneTimeCodes
internal import Sealing

/// The keys of one open archive: the newest of each sort first, with the one before while a rotation goes on.
package struct ArchiveKeys {
  let wrapping: [WrappingKey]
  let lookups: [LookupKey]
  package let own: OwnKeys

  /// Which keys these are, in the order of their purposes.
  var versions: [String] {
    lookups.map { "lookup \($0.version)" } + wrapping.map { "wrapping \($0.version)" }
  }

  /// What a document is found by.
  func lookup(_ key: DocumentKey) throws(KioskFailure) -> LookupValue {
    try lookup { lookup throws(KioskFailure) in try lookup.value(key) }
  }

  /// What stands for the number of somebody whose number another person had first.
  func lookup(_ key: DocumentKey, of person: String) throws(KioskFailure) -> LookupValue {
    try lookup { lookup throws(KioskFailure) in try lookup.value(key, of: person) }
  }

  /// Whether a person's stored look-up value was made of this document.
  func isOwn(_ key: DocumentKey, of person: PersonRow) throws(KioskFailure) -> Bool {
    if try lookup(key).holds(person.lookup) { return true }
    return try lookup(key, of: person.id).holds(person.lookup)
  }

  /// What a mobile number is found by.
  func lookup(_ number: MobileNumber) throws(KioskFailure) -> LookupValue {
    try lookup { lookup throws(KioskFailure) in try lookup.value(number) }
  }

  /// What a name is found by.
  func lookup(_ name: NameKey) throws(KioskFailure) -> LookupValue {
    try lookup { lookup throws(KioskFailure) in try lookup.value(name) }
  }

  /// How the audit trail names a document that is not on file.
  func auditID(of key: DocumentKey) throws(KioskFailure) -> [UInt8] {
    try newestLookup().auditID(of: key)
  }

  /// A new data key, and what stands in the archive for it.
  func makeDataKey(for place: SealedPlace) throws(KioskFailure) -> (DataKey, [UInt8]) {
    let secret: SecretBytes
    do { secret = try SecretBytes(random: KeyFile.size) } catch { throw KioskFailure(error) }
    return (try DataKey(secret), try newestWrapping().wrap(secret, for: place))
  }

  /// The data key that was wrapped for `place`.
  func dataKey(_ wrapped: [UInt8], from place: SealedPlace) throws(KioskFailure) -> DataKey {
    try DataKey(try Self.unwrap(wrapped, from: place, wrapping))
  }

  /// The same secret wrapped by the newest key; `nil` where it is already.
  func rewrapped(_ wrapped: [UInt8], for place: SealedPlace) throws(KioskFailure) -> [UInt8]? {
    let newest = try newestWrapping()
    guard WrappingKey.version(of: wrapped) != newest.version else { return nil }
    return try newest.wrap(try Self.unwrap(wrapped, from: place, wrapping), for: place)
  }

  /// The secret that one of these keys wrapped for `place`.
  static func unwrap(
    _ wrapped: [UInt8], from place: SealedPlace, _ keys: [WrappingKey]
  ) throws(KioskFailure) -> SecretBytes {
    let version = WrappingKey.version(of: wrapped)
    guard let key = keys.first(where: { $0.version == version }) else { throw KioskFailure(.archiveDamaged) }
    return try key.unwrap(wrapped, from: place)
  }

  private func lookup(
    _ make: (LookupKey) throws(KioskFailure) -> [UInt8]
  ) throws(KioskFailure) -> LookupValue {
    var value = LookupValue(newest: try make(try newestLookup()))
    if let older = lookups.dropFirst().first { value.older = try make(older) }
    return value
  }

  private func newestWrapping() throws(KioskFailure) -> WrappingKey {
    guard let newest = wrapping.first else { throw KioskFailure(.archiveDamaged) }
    return newest
  }

  private func newestLookup() throws(KioskFailure) -> LookupKey {
    guard let newest = lookups.first else { throw KioskFailure(.archiveDamaged) }
    return newest
  }
}
