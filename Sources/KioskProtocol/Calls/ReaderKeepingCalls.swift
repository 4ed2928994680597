/// `reader.record`: begins or ends the recording of what goes between this machine and one reader.
package enum ReaderRecord: RPCMethod {
  package static let name = "reader.record"
  package struct Params: Codable, Sendable {
    package var reader: String
    /// Whether it is to be recorded.
    package var on: Bool
    package init(reader: String, on: Bool) {
      self.reader = reader
      self.on = on
    }
  }
  package typealias Output = Empty
}

/// `reader.accept`: a reader that the configuration does not know belongs to this window from now on.
package enum ReaderAccept: RPCMethod {
  package static let name = "reader.accept"
  package struct Params: Codable, Sendable {
    package var reader: String
    package init(reader: String) { self.reader = reader }
  }
  package typealias Output = Empty
}

/// `reader.reset`: opens a reader anew and resets its security module; a card session at it ends.
package enum ReaderReset: RPCMethod {
  package static let name = "reader.reset"
  package struct Params: Codable, Sendable {
    package var reader: String
    package init(reader: String) { self.reader = reader }
  }
  package struct Output: Codable, Sendable {
    /// Whether it has a security module that took the reset; a reader without one was opened anew all the same.
    package var module: Bool
    package init(module: Bool) { self.module = module }
  }
}

/// `reader.check`: tries out everything that a driver must do, on a reader with a card that is laid on it meanwhile.
package enum ReaderCheck: RPCMethod {
  package static let name = "reader.check"
  package struct Params: Codable, Sendable {
    package var reader: String
    /// How long to wait for the card; 30 where it is left out.
    package var timeoutSeconds: Double?
    package init(reader: String) { self.reader = reader }
  }
  package struct Output: Codable, Sendable {
    package var lines: [DriverCheckLine]
    package init(lines: [DriverCheckLine]) { self.lines = lines }
  }
}

/// One line of what a check of a driver came to.
package struct DriverCheckLine: Codable, Sendable {
  package enum Outcome: String, Codable, CaseIterable, Sendable { case passed, failed, notTested }
  /// What was tried: identify, find, read, still, checksum, timeout, cancel or close.
  package var check: String
  package var outcome: Outcome
  /// The same in words.
  package var chinese: String
  package var english: String
  /// What was seen, in words that name no value of a card.
  package var detail: String
  package init(check: String, outcome: Outcome, text: BilingualText, detail: String) {
    self.check = check
    self.outcome = outcome
    (chinese, english) = (text.chinese, text.english)
    self.detail = detail
  }
}
