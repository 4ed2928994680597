/// `batch.open`: begins a batch; its code is told here and never again.
package enum BatchOpen: RPCMethod {
  package static let name = "batch.open"
  package struct Params: Codable, Sendable {
    package var name: String
    package var enterprise: WireBatch.Enterprise
    package var broughtBy: OnTheWire<String>?
    /// The people whose cards are to come: a CSV text, or rows.
    package var expected: WireExpected?
    /// The same as the bytes of a CSV file in UTF-8 or GB18030, base64.
    package var expectedFile: OnTheWire<String>?
    package init(
      name: String, enterprise: WireBatch.Enterprise, broughtBy: OnTheWire<String>? = nil,
      expected: WireExpected? = nil, expectedFile: OnTheWire<String>? = nil
    ) {
      self.name = name
      self.enterprise = enterprise
      self.broughtBy = broughtBy
      self.expected = expected
      self.expectedFile = expectedFile
    }
  }
  package struct Output: Codable, Sendable {
    package var batch: String
    /// 8 digits.
    package var code: OnTheWire<String>
    package init(batch: String, code: OnTheWire<String>) {
      self.batch = batch
      self.code = code
    }
  }
}

/// The list of expected people in a message.
package enum WireExpected: Codable, Sendable {
  package struct Row: Codable, Sendable {
    package var number: OnTheWire<String>
    package var name: OnTheWire<String>?
    package init(number: OnTheWire<String>, name: OnTheWire<String>?) {
      self.number = number
      self.name = name
    }
  }
  /// A CSV text.
  case csv(OnTheWire<String>)
  case rows([Row])

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(OnTheWire<String>.self) {
      self = .csv(text)
    } else {
      self = .rows(try container.decode([Row].self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .csv(let text): try container.encode(text)
    case .rows(let rows): try container.encode(rows)
    }
  }
}

/// A batch by its id.
package struct BatchName: Codable, Sendable {
  package var batch: String
  package init(batch: String) { self.batch = batch }
}

/// `batch.list`: the batches that the caller may see, the newest first.
package enum BatchList: RPCMethod {
  package static let name = "batch.list"
  package struct Params: Codable, Sendable {
    package var offset: Int?
    package var limit: Int?
    package init(offset: Int? = nil, limit: Int? = nil) {
      self.offset = offset
      self.limit = limit
    }
  }
  package struct Output: Codable, Sendable {
    package var batches: [WireBatch]
    package init(batches: [WireBatch]) { self.batches = batches }
  }
}

/// `batch.show`: a batch with a page of its ledger, the newest row first, and a page of who is missing.
package enum BatchShow: RPCMethod {
  package static let name = "batch.show"
  package struct Params: Codable, Sendable {
    package var batch: String
    package var offset: Int?
    /// 1 to 200; 50 where it is left out.
    package var limit: Int?
    package init(batch: String, offset: Int? = nil, limit: Int? = nil) {
      self.batch = batch
      self.offset = offset
      self.limit = limit
    }
  }
  package struct Output: Codable, Sendable {
    package var batch: WireBatch
    package var rows: [WireSwipe]
    /// How many rows there are; taken out ones are none.
    package var rowCount: Int
    package var missing: [WireMissing]
    package init(batch: WireBatch, rows: [WireSwipe], rowCount: Int, missing: [WireMissing]) {
      self.batch = batch
      self.rows = rows
      self.rowCount = rowCount
      self.missing = missing
    }
  }
}

/// `batch.pause`: no card can be swiped until `batch.resume`.
package enum BatchPause: RPCMethod {
  package static let name = "batch.pause"
  package typealias Params = BatchName
  package typealias Output = WireBatch
}

/// `batch.resume`: goes on with a paused batch.
package enum BatchResume: RPCMethod {
  package static let name = "batch.resume"
  package typealias Params = BatchName
  package typealias Output = WireBatch
}

/// `batch.close`: ends a batch for good; its code is worth nothing any more.
package enum BatchClose: RPCMethod {
  package static let name = "batch.close"
  package typealias Params = BatchName
  package typealias Output = WireBatch
}

/// `batch.remove`: takes a card out of a batch again; what was filed stays on file.
package enum BatchRemove: RPCMethod {
  package static let name = "batch.remove"
  package struct Params: Codable, Sendable {
    package var batch: String
    package var row: Int
    package init(batch: String, row: Int) {
      self.batch = batch
      self.row = row
    }
  }
  package typealias Output = WireBatch
}

/// `batch.renewCode`: gives a batch another code; who entered the old one is out.
package enum BatchRenewCode: RPCMethod {
  package static let name = "batch.renewCode"
  package typealias Params = BatchName
  package typealias Output = BatchOpen.Output
}

/// `batch.enter`: from now on the caller may swipe into this batch and see it, and nothing else.
package enum BatchEnter: RPCMethod {
  package static let name = "batch.enter"
  package struct Params: Codable, Sendable {
    package var batch: String
    package var code: OnTheWire<String>
    package init(batch: String, code: OnTheWire<String>) {
      self.batch = batch
      self.code = code
    }
  }
  package struct Output: Codable, Sendable {
    /// For the page, which brings it along with each call; left out on a socket, where the connection keeps it.
    package var token: String?
    package init(token: String?) { self.token = token }
  }
}

/// `batch.export`: the ledger as a CSV text, part by part.
package enum BatchExport: RPCMethod {
  package static let name = "batch.export"
  package struct Params: Codable, Sendable {
    package var batch: String
    /// Where the part begins: what the part before it said.
    package var from: Int?
    package init(batch: String, from: Int? = nil) {
      self.batch = batch
      self.from = from
    }
  }
  package struct Output: Codable, Sendable {
    /// A part of the file; the first one begins with the byte-order mark.
    package var csv: OnTheWire<String>
    /// Where the next part begins; left out with the last one.
    package var next: Int?
    package init(csv: OnTheWire<String>, next: Int?) {
      self.csv = csv
      self.next = next
    }
  }
}
