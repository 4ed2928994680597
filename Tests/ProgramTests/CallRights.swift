import CounterRules

/// Every call of the counter with the act it needs, and parameters that are well-formed and change nothing.
///
/// Written out by hand: what the daemon offers is held against it.
enum CallRights {
  struct Call {
    var name: String
    var act: Act
    var params: String

    init(_ name: String, _ act: Act, _ params: String = "{}") {
      self.name = name
      self.act = act
      self.params = params
    }
  }

  static let all: [Call] = [
    Call("status", .seeWindow),
    Call("watch", .seeWindow),
    Call("reader.list", .seeWindow),
    Call("reader.health", .seeWindow), Call("doctor", .seeWindow),
    Call("reader.record", .keepReaders, #"{"reader":"none","on":false}"#),
    Call("reader.accept", .keepReaders, #"{"reader":"none"}"#),
    Call("reader.reset", .resetReader, #"{"reader":"none"}"#),
    Call("reader.check", .keepReaders, #"{"reader":"none"}"#),
    Call("window.show", .seeWindow),
    Call("audit.verify", .readAudit),
    Call("archive.check", .keepArchive),
    Call("archive.outbox", .keepArchive),
    Call("archive.backup", .keepArchive, #"{"name":"/"}"#),
    Call("archive.decodePortraits", .keepArchive),
    Call("archive.rotateKeys", .keepArchive, #"{"goOn":true}"#),
    Call("window.set", .setWindow, #"{"key":"no.such","value":"1"}"#),
    Call("card.read", .readCard, #"{"timeoutSeconds":0}"#),
    Call("card.text", .readCard, #"{"session":"none"}"#),
    Call("card.compare", .compareCard, #"{"session":"none"}"#),
    Call("card.file", .fileCard, #"{"session":"none"}"#),
    Call("card.person", .findInRoster, #"{"session":"none"}"#),
    Call("card.done", .endSession),
    Call("person.list", .listPersons),
    Call("person.search", .listPersons, #"{"number":"0"}"#),
    Call("person.see", .seePerson, #"{"person":"none"}"#),
    Call("roster.find", .findInRoster, #"{"number":"0"}"#),
    Call("document.check", .seeWindow, #"{"kind":"foreignPassport","number":"0"}"#),
    Call("document.parseMRZ", .typeDocument, #"{"text":"x"}"#),
    Call("document.compare", .typeDocument, #"{"document":{"kind":"unknown","number":""}}"#),
    Call("document.type", .typeDocument, #"{"document":{"kind":"unknown","number":""}}"#),
    Call("document.waiting", .confirmDocument),
    Call("document.review", .confirmDocument, #"{"session":"none"}"#),
    Call("document.confirm", .confirmDocument, #"{"session":"none","right":true}"#),
    Call("person.show", .showPerson, #"{"person":"none"}"#),
    Call("person.history", .showHistory, #"{"person":"none"}"#),
    Call("conflict.list", .resolveConflict),
    Call("conflict.show", .resolveConflict, #"{"session":"none"}"#),
    Call("conflict.resolve", .resolveConflict, #"{"session":"none","settlement":"keepOld"}"#),
    Call("person.link", .linkPersons, #"{"person":"none","other":"none"}"#),
    Call("person.unlink", .linkPersons, #"{"person":"none","other":"none"}"#),
    Call("person.export", .exportPersons, #"{"format":"csv"}"#),
    Call("person.erase", .erasePerson, #"{"person":"none"}"#),
    Call("clerk.signIn", .signIn, #"{"name":"nobody","password":"wrong"}"#),
    Call("clerk.whoAmI", .seeWindow),
    Call("clerk.list", .seeClerks),
    Call("clerk.add", .keepClerks, #"{"name":"UPPER","role":"clerk","password":"long enough"}"#),
    Call("clerk.lock", .keepClerks, #"{"name":"nobody"}"#),
    Call("clerk.unlock", .keepClerks, #"{"name":"nobody"}"#),
    Call("clerk.reset", .keepClerks, #"{"name":"nobody","password":"long enough"}"#),
    Call("clerk.setRole", .keepClerks, #"{"name":"nobody","role":"clerk"}"#),
    Call("clerk.setWindows", .keepClerks, #"{"name":"nobody","windows":["elsewhere"]}"#),
    Call("clerk.changePassword", .changePassword, #"{"old":"wrong","new":"long enough"}"#),
    Call("batch.open", .openBatch, #"{"name":"n","enterprise":{"name":"e","code":"x"}}"#),
    Call("batch.list", .seeBatch),
    Call("batch.show", .seeBatch, #"{"batch":"none"}"#),
    Call("batch.pause", .keepBatch, #"{"batch":"none"}"#),
    Call("batch.resume", .keepBatch, #"{"batch":"none"}"#),
    Call("batch.close", .keepBatch, #"{"batch":"none"}"#),
    Call("batch.remove", .keepBatch, #"{"batch":"none","row":1}"#),
    Call("batch.renewCode", .keepBatch, #"{"batch":"none"}"#),
    Call("batch.export", .exportBatch, #"{"batch":"none"}"#),
    Call("batch.swipe", .swipeCard, #"{"batch":"none","timeoutSeconds":0}"#),
    Call("batch.enter", .signIn, #"{"batch":"none","code":"00000000"}"#),
    Call("phone.show", .seeNumber, #"{"session":"none"}"#),
    Call("phone.sendCode", .sendCode, #"{"session":"none","purpose":"bind","phone":"0"}"#),
    Call("phone.confirm", .confirmCode, #"{"session":"none","purpose":"bind","code":"0"}"#),
    Call("phone.release", .releaseNumber, #"{"person":"none","reason":"test"}"#),
    Call("sms.queue", .seeMessages),
    Call("sms.inbox", .sendCode),
    Call("sms.test", .testGateway, #"{"phone":"0"}"#),
    Call("window.key", .seeWindow),
    Call("handoff.open", .handOff, #"{"nonce":"x","returnTo":"x"}"#),
    Call("handoff.close", .handOff, #"{"nonce":"x","returnTo":"x","ending":"cancelled"}"#),
    Call("handoff.person", .askHandOff, #"{"statement":"x"}"#),
    Call(
      "registration.check", .checkRegistration,
      #"{"client":"c","stage":"name","statement":{"number":"0","name":"n"}}"#),
    Call(
      "registration.sendCode", .register,
      #"{"client":"c","statement":{"number":"0","name":"n"},"phone":"0"}"#),
    Call(
      "registration.confirm", .register,
      #"{"client":"c","statement":{"number":"0","name":"n"},"code":"0"}"#),
    Call("portal.picture", .signInAtPortal, #"{"client":"c"}"#),
    Call(
      "portal.sendCode", .signInAtPortal,
      #"{"client":"c","number":"0","phone":"0","picture":"none","letters":"x"}"#),
    Call(
      "portal.signIn", .signInAtPortal,
      #"{"client":"c","number":"0","phone":"0","picture":"none","letters":"x","code":"0"}"#),
    Call("portal.session", .seePortalSession, #"{"session":"none"}"#),
    Call("portal.signOut", .seePortalSession, #"{"session":"none"}"#),
    Call("audit.list", .readAudit, #"{"limit":1}"#),
    // Last: it takes the sign-in away.
    Call("clerk.signOut", .signIn),
  ]

  /// Acts that no call needs as a whole: a parameter or an answer does.
  static let withoutCall: Set<Act> = [
    .changeNumber, .showHandOff,
  ]
}
