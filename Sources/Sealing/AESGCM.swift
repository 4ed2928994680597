internal import COpenSSL

/// AES-256-GCM, one message a call.
package enum AESGCM {
  /// Bytes in front of the sealed text.
  package static let nonceSize = 12
  /// Bytes behind it.
  package static let tagSize = 16
  /// Bytes of a key.
  package static let keySize = 32

  /// Nonce, cipher text and tag of `plain`, bound to `associated`.
  ///
  /// The nonce is random: one key is good for about 2^32 messages.
  package static func seal(
    _ plain: [UInt8], key: borrowing SecretBytes, associated: [UInt8]
  ) throws(SealingError) -> [UInt8] {
    try seal(plain, key: key, nonce: try Randomness.bytes(nonceSize), associated: associated)
  }

  /// The same with a nonce of the caller's, for known answers.
  ///
  /// A nonce must never serve twice with one key.
  package static func seal(
    _ plain: [UInt8], key: borrowing SecretBytes, nonce: [UInt8], associated: [UInt8]
  ) throws(SealingError) -> [UInt8] {
    SealingTally.note()
    guard key.count == keySize, nonce.count == nonceSize else { throw .keySize }
    let context = try CipherContext()
    var cipher = [UInt8](repeating: 0, count: plain.count)
    var tag = [UInt8](repeating: 0, count: tagSize)
    var length: CInt = 0
    let isSealed = unsafe key.withBytes { key in
      unsafe EVP_EncryptInit_ex(context.pointer, EVP_aes_256_gcm(), nil, key.baseAddress, nonce) == 1
        && EVP_EncryptUpdate(context.pointer, nil, &length, associated, CInt(associated.count)) == 1
        && EVP_EncryptUpdate(context.pointer, &cipher, &length, plain, CInt(plain.count)) == 1
        && EVP_EncryptFinal_ex(context.pointer, nil, &length) == 1
        && EVP_CIPHER_CTX_ctrl(context.pointer, EVP_CTRL_AEAD_GET_TAG, CInt(tagSize), &tag) == 1
    }
    guard isSealed else { throw .unavailable }
    return nonce + cipher + tag
  }

  /// The same of a secret, which is never in an array.
  package static func seal(
    secret: borrowing SecretBytes, key: borrowing SecretBytes, associated: [UInt8]
  ) throws(SealingError) -> [UInt8] {
    guard key.count == keySize else { throw .keySize }
    let nonce = try Randomness.bytes(nonceSize)
    let context = try CipherContext()
    var cipher = [UInt8](repeating: 0, count: secret.count)
    var tag = [UInt8](repeating: 0, count: tagSize)
    var length: CInt = 0
    let isSealed = unsafe secret.withBytes { plain in
      unsafe key.withBytes { key in
        unsafe EVP_EncryptInit_ex(context.pointer, EVP_aes_256_gcm(), nil, key.baseAddress, nonce) == 1
          && EVP_EncryptUpdate(context.pointer, nil, &length, associated, CInt(associated.count)) == 1
          && EVP_EncryptUpdate(context.pointer, &cipher, &length, plain.baseAddress, CInt(plain.count)) == 1
          && EVP_EncryptFinal_ex(context.pointer, nil, &length) == 1
          && EVP_CIPHER_CTX_ctrl(context.pointer, EVP_CTRL_AEAD_GET_TAG, CInt(tagSize), &tag) == 1
      }
    }
    guard isSealed else { throw .unavailable }
    return nonce + cipher + tag
  }

  /// The secret of what `seal(secret:)` made with the same key and associated data; it is never in an array.
  package static func openSecret(
    _ sealed: [UInt8], key: borrowing SecretBytes, associated: [UInt8]
  ) throws(SealingError) -> SecretBytes {
    SealingTally.note()
    guard key.count == keySize else { throw .keySize }
    guard sealed.count >= nonceSize + tagSize else { throw .notAuthentic }
    let context = try CipherContext()
    let nonce = Array(sealed.prefix(nonceSize))
    let cipher = Array(sealed.dropFirst(nonceSize).dropLast(tagSize))
    var tag = Array(sealed.suffix(tagSize))
    var length: CInt = 0
    return try unsafe key.withBytes { (key) throws(SealingError) in
      try unsafe SecretBytes(count: cipher.count) { (plain) throws(SealingError) in
        let start = unsafe plain.bindMemory(to: UInt8.self).baseAddress
        let isPrepared =
          unsafe EVP_DecryptInit_ex(context.pointer, EVP_aes_256_gcm(), nil, key.baseAddress, nonce) == 1
          && EVP_DecryptUpdate(context.pointer, nil, &length, associated, CInt(associated.count)) == 1
          && EVP_DecryptUpdate(context.pointer, start, &length, cipher, CInt(cipher.count)) == 1
          && EVP_CIPHER_CTX_ctrl(context.pointer, EVP_CTRL_AEAD_SET_TAG, CInt(tagSize), &tag) == 1
        guard isPrepared else { throw SealingError.unavailable }
        // Thrown after the unproven bytes were written: the owner of the memory wipes them.
        guard unsafe EVP_DecryptFinal_ex(context.pointer, nil, &length) == 1 else {
          throw SealingError.notAuthentic
        }
      }
    }
  }

  /// The text of what `seal` made with the same key and associated data.
  ///
  /// Throws `notAuthentic` for everything else, with the unproven text wiped.
  package static func open(
    _ sealed: [UInt8], key: borrowing SecretBytes, associated: [UInt8]
  ) throws(SealingError) -> [UInt8] {
    SealingTally.note()
    guard key.count == keySize else { throw .keySize }
    guard sealed.count >= nonceSize + tagSize else { throw .notAuthentic }
    let context = try CipherContext()
    let nonce = Array(sealed.prefix(nonceSize))
    let cipher = Array(sealed.dropFirst(nonceSize).dropLast(tagSize))
    var tag = Array(sealed.suffix(tagSize))
    var plain = [UInt8](repeating: 0, count: cipher.count)
    var length: CInt = 0
    let isPrepared = unsafe key.withBytes { key in
      unsafe EVP_DecryptInit_ex(context.pointer, EVP_aes_256_gcm(), nil, key.baseAddress, nonce) == 1
        && EVP_DecryptUpdate(context.pointer, nil, &length, associated, CInt(associated.count)) == 1
        && EVP_DecryptUpdate(context.pointer, &plain, &length, cipher, CInt(cipher.count)) == 1
        && EVP_CIPHER_CTX_ctrl(context.pointer, EVP_CTRL_AEAD_SET_TAG, CInt(tagSize), &tag) == 1
    }
    // A wrong tag leaves nothing in OpenSSL's error queue: only this answer tells.
    let isAuthentic = unsafe isPrepared && EVP_DecryptFinal_ex(context.pointer, nil, &length) == 1
    guard isAuthentic else {
      unsafe OPENSSL_cleanse(&plain, plain.count)
      throw isPrepared ? .notAuthentic : .unavailable
    }
    return plain
  }
}

/// One EVP context; made per message, freed when it leaves scope, also when an error is thrown.
@safe private struct CipherContext: ~Copyable {
  let pointer: OpaquePointer

  init() throws(SealingError) {
    guard let new = unsafe EVP_CIPHER_CTX_new() else { throw .unavailable }
    unsafe pointer = new
  }

  deinit { unsafe EVP_CIPHER_CTX_free(pointer) }
}
