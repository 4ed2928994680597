internal import COpenSSL

/// Key bytes with one owner, wiped when the owner goes.
///
/// They are never copied into an array, and never change once they are made.
@safe package struct SecretBytes: ~Copyable {
  private let storage: UnsafeMutableRawBufferPointer

  /// `count` bytes that `fill` writes; wiped again when it throws.
  package init<Failure: Error>(
    count: Int, fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    _ = CryptoLibrary.isReady
    let new = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 0), alignment: 16)
    do throws(Failure) {
      unsafe new.initializeMemory(as: UInt8.self, repeating: 0)
      try unsafe fill(new)
    } catch {
      unsafe OPENSSL_cleanse(new.baseAddress, new.count)
      unsafe new.deallocate()
      throw error
    }
    unsafe storage = new
  }

  /// Random bytes from OpenSSL's private generator.
  package init(random count: Int) throws(SealingError) {
    try unsafe self.init(count: count) { (new) throws(SealingError) in
      let made = unsafe RAND_priv_bytes(new.bindMemory(to: UInt8.self).baseAddress, CInt(new.count))
      guard made == 1 else { throw SealingError.unavailable }
    }
  }

  /// A copy of bytes that are no secret yet, as in a test; the array itself is not wiped.
  package init(copying bytes: [UInt8]) {
    unsafe self.init(count: bytes.count) { (new) in unsafe new.copyBytes(from: bytes) }
  }

  /// These bytes and those behind them, in one piece.
  package init(joining first: borrowing SecretBytes, _ second: borrowing SecretBytes) {
    self = unsafe first.withBytes { (first) in
      unsafe second.withBytes { (second) in
        unsafe SecretBytes(count: first.count + second.count) { (new) in
          unsafe UnsafeMutableRawBufferPointer(rebasing: new[..<first.count]).copyBytes(from: first)
          unsafe UnsafeMutableRawBufferPointer(rebasing: new[first.count...]).copyBytes(from: second)
        }
      }
    }
  }

  /// A copy of the part with this index, where all parts have `size` bytes; empty where there is none.
  package borrowing func part(_ index: Int, of size: Int) -> SecretBytes {
    guard index >= 0, size > 0, index < count / size else { return SecretBytes(copying: []) }
    return unsafe withBytes { (bytes) in
      unsafe SecretBytes(count: size) { (new) in
        unsafe new.copyBytes(from: bytes[(index * size)..<(index * size + size)])
      }
    }
  }

  /// Whether both are the same; takes the same time wherever they differ.
  package borrowing func isEqual(to other: borrowing SecretBytes) -> Bool {
    unsafe count == other.count && CRYPTO_memcmp(storage.baseAddress, other.storage.baseAddress, count) == 0
  }

  deinit {
    unsafe OPENSSL_cleanse(storage.baseAddress, storage.count)
    unsafe storage.deallocate()
  }

  /// How many bytes.
  package var count: Int { unsafe storage.count }

  /// Lends the bytes to `body`, which must not keep the pointer.
  package borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafeBufferPointer(storage.bindMemory(to: UInt8.self)))
  }
}
