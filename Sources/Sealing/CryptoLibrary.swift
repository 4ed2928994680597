internal import COpenSSL

/// OpenSSL as a whole.
enum CryptoLibrary {
  /// Whether it can be used; asked before its first use.
  ///
  /// It is left standing when the process exits: what it does then by itself takes the locks away from a thread that is
  /// still sealing, and the process would end with a crash.
  static let isReady = OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil) == 1
}
