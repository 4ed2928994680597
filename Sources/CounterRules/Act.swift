/// Everything a caller can do that needs a right; the raw values stand in the audit trail and never change.
public enum Act: String, CaseIterable, Codable, Sendable {
  // The window and its readers.
  case seeWindow = "window.see"
  case setWindow = "window.set"
  case keepReaders = "reader.keep"
  case resetReader = "reader.reset"

  // Cards.
  case readCard = "card.read"
  case compareCard = "card.compare"
  case fileCard = "card.file"
  case endSession = "card.done"

  // Persons on file.
  case listPersons = "person.list"
  case seePerson = "person.see"
  case showPerson = "person.show"
  case showHistory = "person.history"
  case findInRoster = "roster.find"
  case typeDocument = "document.type"
  case confirmDocument = "document.confirm"
  case resolveConflict = "conflict.resolve"
  case erasePerson = "person.erase"
  case linkPersons = "person.link"
  case exportPersons = "person.export"

  // Batches.
  case openBatch = "batch.open"
  case swipeCard = "batch.swipe"
  case seeBatch = "batch.see"
  case keepBatch = "batch.keep"
  case exportBatch = "batch.export"

  // The mobile number.
  case seeNumber = "phone.show"
  case sendCode = "phone.sendCode"
  case confirmCode = "phone.confirm"
  case changeNumber = "phone.change"
  case releaseNumber = "phone.release"
  case seeMessages = "sms.queue"
  case testGateway = "sms.test"

  // Hand-off between portals and this window.
  case handOff = "handoff.return"
  case askHandOff = "handoff.person"
  case showHandOff = "handoff.show"

  // Portals, for people at home.
  case checkRegistration = "registration.check"
  case register = "registration.register"
  case signInAtPortal = "portal.signIn"
  case seePortalSession = "portal.session"

  // Accounts and the audit trail.
  case signIn = "clerk.signIn"
  case changePassword = "clerk.password"
  case seeClerks = "clerk.see"
  case keepClerks = "clerk.keep"
  case readAudit = "audit.read"

  // The archive as a whole.
  case keepArchive = "archive.keep"
}
