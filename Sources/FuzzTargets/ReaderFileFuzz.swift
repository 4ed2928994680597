internal import ReaderDrivers
internal import ReaderKit

enum ReaderFileFuzz {
  static func run(_ input: [UInt8]) {
    guard let data = try? FamilyData(String(decoding: input, as: UTF8.self), file: "fuzz") else { return }
    _ = try? ReaderFamily(data)
  }
}
