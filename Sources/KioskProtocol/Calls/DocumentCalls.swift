package import IdentityDocuments

/// `document.check`: what a number that is being typed looks like so far.
package enum DocumentCheck: RPCMethod {
  package static let name = "document.check"
  package struct Params: Codable, Sendable {
    package var kind: DocumentKind
    package var number: OnTheWire<String>
    package init(kind: DocumentKind, number: OnTheWire<String>) {
      self.kind = kind
      self.number = number
    }
  }
  package struct Output: Codable, Sendable {
    package struct Fault: Codable, Sendable {
      package var code: NumberFault
      /// Chinese first.
      package var text: String
    }
    package var state: NumberVerdict.State
    /// What is missing or wrong; left out for a valid number.
    package var fault: Fault?
    package init(_ verdict: NumberVerdict) {
      state = verdict.state
      fault = verdict.fault.map { Fault(code: $0, text: $0.text) }
    }
  }
}

/// `document.parseMRZ`: what stands in a machine-readable zone that a scanner typed.
package enum DocumentParseZone: RPCMethod {
  package static let name = "document.parseMRZ"
  package struct Params: Codable, Sendable {
    package var text: OnTheWire<String>
    package init(text: OnTheWire<String>) { self.text = text }
  }
  package struct Output: Codable, Sendable {
    package struct Check: Codable, Sendable {
      package var part: MachineReadableZone.Part
      package var right: Bool
    }
    package var document: WireDocument
    package var checks: [Check]
    package var findings: [WireReading.Finding]
    package init(_ zone: MachineReadableZone) {
      document = WireDocument(zone.document)
      checks = zone.checks.map { Check(part: $0.part, right: $0.isRight) }
      findings = zone.findings.map(WireReading.Finding.init)
    }
  }
}

/// `document.compare`: what filing a typed document would do; nothing is filed.
package enum DocumentCompare: RPCMethod {
  package static let name = "document.compare"
  package typealias Params = DocumentType.Params
  package typealias Output = CardCompare.Output
}

/// `document.type`: files a document that a checker typed in.
package enum DocumentType: RPCMethod {
  package static let name = "document.type"
  package struct Params: Codable, Sendable {
    package var document: WireDocument
    package init(document: WireDocument) { self.document = document }
  }
  package struct Output: Codable, Sendable {
    package var filing: WireFiling
    package var findings: [WireReading.Finding]
    package init(filing: WireFiling, findings: [WireReading.Finding]) {
      self.filing = filing
      self.findings = findings
    }
  }
}
