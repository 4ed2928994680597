internal import COpenSSL

/// Key bytes with one owner, wiped when the owner goes.
///
/// They are never copied into an array.
@safe package struct SecretBytes: ~Copyable {
  private let storage: UnsafeMutableRawBufferPointer

  /// `count` bytes that `fill` writes; wiped again when it throws.
  package init<Failure: Error>(
    count: Int, fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
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
