internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import OneTimeCodes
internal import PersonalData
internal import DatabaseKit
internal import Sealing

/// The key of what people are found by, in one of its versions.
package final class LookupKey {
  let version: Int
  private let documents: SecretBytes
  private let numbers: SecretBytes
  private let names: SecretBytes
  private let check: SecretBytes
  private let trail: SecretBytes

  init(version: Int, _ key: borrowing SecretBytes) throws(KioskFailure) {
    self.version = version
    do throws(SealingError) {
      let documents = try HMACSHA256.subkey("idkiosk archive: looking up, 1", of: key)
      let numbers = try HMACSHA256.subkey("idkiosk archive: looking up mobile numbers, 1", of: key)
      let names = try HMACSHA256.subkey("idkiosk archive: looking up names, 1", of: key)
      let check = try HMACSHA256.subkey("idkiosk archive: key check, 1", of: key)
      let trail = try HMACSHA256.subkey("idkiosk archive: naming persons in the audit trail, 1", of: key)
      self.documents = documents
      self.numbers = numbers
      self.names = names
      self.check = check
      self.trail = trail
    } catch {
      throw KioskFailure(error)
    }
  }

  /// What stands in the archive to tell this key from another one.
  func checkValue() throws(KioskFailure) -> [UInt8] { try code([1], check) }

  /// What a document is found by: the same for every spelling of its number, and no way back to it.
  func value(_ key: DocumentKey) throws(KioskFailure) -> [UInt8] {
    try code(Array(key.kind.rawValue.utf8) + [0] + Array(key.number.disclosed().utf8), documents)
  }

  /// What stands for the number of somebody whose number another person had first: bound to the id, so there is one a person.
  func value(_ key: DocumentKey, of person: String) throws(KioskFailure) -> [UInt8] {
    try code(Array("\(key.kind.rawValue)\u{0}\(key.number.disclosed())\u{0}\(person)".utf8), documents)
  }

  /// What a mobile number is found by.
  func value(_ number: MobileNumber) throws(KioskFailure) -> [UInt8] {
    try code(Array(number.digits.disclosed().utf8), numbers)
  }

  /// What a name is found by; half of a code is enough to tell names apart.
  func value(_ name: NameKey) throws(KioskFailure) -> [UInt8] {
    Array(try code(Array(name.text.disclosed().utf8), names).prefix(HMACSHA256.size / 2))
  }

  /// How the audit trail names a document that is not on file.
  func auditID(of key: DocumentKey) throws(KioskFailure) -> [UInt8] { try code(try value(key), trail) }

  private func code(_ text: [UInt8], _ key: borrowing SecretBytes) throws(KioskFailure) -> [UInt8] {
    do { return try HMACSHA256.code(text, key: key) } catch { throw KioskFailure(error) }
  }
}

/// A look-up value under the newest key and, while a rotation goes on, under the one before: a row has one of them.
struct LookupValue {
  var newest: [UInt8]
  var older: [UInt8]?

  /// Both, for a statement that asks for either.
  var values: [Value] { [.blob(newest), .blob(older ?? newest)] }

  /// Whether a row with this value is meant.
  func holds(_ stored: [UInt8]) -> Bool { stored == newest || stored == older }
}
