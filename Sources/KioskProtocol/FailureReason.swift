/// Every reason for which something can fail, stable and dotted.
///
/// Each has one entry in the catalogue.
public enum FailureReason: String, Codable, CaseIterable, Sendable {
  // The call itself.
  case requestMalformed = "request.malformed"
  case requestTooLong = "request.tooLong"
  case requestUnknownMethod = "request.unknownMethod"
  case requestBadParameters = "request.badParameters"
  case requestHelloFirst = "request.helloFirst"
  case requestVersionUnsupported = "request.versionUnsupported"
  case requestTooMany = "request.tooMany"
  case clientTooSlow = "client.tooSlow"
  case rightsDenied = "rights.denied"
  case rightsSignInNeeded = "rights.signInNeeded"

  // Clerks and settings.
  case clerkSignInRefused = "clerk.signInRefused"
  case clerkSignInExpired = "clerk.signInExpired"
  case clerkLocked = "clerk.locked"
  case clerkLockedForNow = "clerk.lockedForNow"
  case clerkOtherWindow = "clerk.otherWindow"
  case clerkUnknown = "clerk.unknown"
  case clerkExists = "clerk.exists"
  case clerkNameUnusable = "clerk.nameUnusable"
  case clerkPasswordTooShort = "clerk.passwordTooShort"
  case clerkPasswordMissing = "clerk.passwordMissing"
  case settingUnknown = "setting.unknown"
  case settingBadValue = "setting.badValue"
  case settingFixed = "setting.fixed"

  // The services.
  case serviceStopping = "service.stopping"
  case serviceInternal = "service.internal"
  case counterAbsent = "service.counterAbsent"
  case readerServiceAbsent = "service.readersAbsent"

  // Readers.
  case readerNone = "reader.none"
  case readerUnknown = "reader.unknown"
  case readerClaimed = "reader.claimed"
  case readerAmbiguous = "reader.ambiguous"
  case readerGone = "reader.gone"
  case readerTimeout = "reader.timeout"
  case readerBadAnswer = "reader.badAnswer"
  case readerHung = "reader.hung"
  case readerAccessDenied = "reader.accessDenied"
  case readerBusy = "reader.busy"
  case readerUnsupported = "reader.unsupported"
  case readerOpenFailed = "reader.openFailed"
  case readerNotAuthorised = "reader.notAuthorised"
  case readerSelfTestFailed = "reader.selfTestFailed"
  case readerRefusedCommand = "reader.refusedCommand"

  // Cards and card sessions.
  case cardTimeout = "card.timeout"
  case cardRemoved = "card.removed"
  case cardReadFailed = "card.readFailed"
  case cardNotGenuine = "card.notGenuine"
  case cardNotRecognised = "card.notRecognised"
  case cardNeedsSAM = "card.needsSAM"
  case sessionEnded = "session.ended"
  case sessionNotYours = "session.notYours"
  case sessionNothingRead = "session.nothingRead"

  // Portraits.
  case portraitNoDecoder = "portrait.noDecoder"
  case portraitBlockAbsent = "portrait.blockAbsent"
  case portraitHelperMissing = "portrait.helperMissing"
  case portraitLibraryUnusable = "portrait.libraryUnusable"
  case portraitSymbolMissing = "portrait.symbolMissing"
  case portraitRefused = "portrait.refused"
  case portraitWrongSize = "portrait.wrongSize"
  case portraitOverrun = "portrait.overrun"
  case portraitTimeout = "portrait.timeout"
  case portraitCrashed = "portrait.crashed"

  // Documents, persons, the archive.
  case documentUnknownKind = "document.unknownKind"
  case documentNumberBlank = "document.numberBlank"
  case personUnknown = "person.unknown"
  case archiveInUse = "archive.inUse"
  case archiveNewer = "archive.newer"
  case archiveForeign = "archive.foreign"
  case archiveDamaged = "archive.damaged"
  case archiveKeyWrong = "archive.keyWrong"
  case archiveKeyUnusable = "archive.keyUnusable"
  case archiveFull = "archive.full"
  case archiveReadOnly = "archive.readOnly"
  case archiveFailed = "archive.failed"

  // Starting.
  case startUsage = "start.usage"
  case startConfigUnreadable = "start.configUnreadable"
  case startConfigInvalid = "start.configInvalid"
  case startReadersInvalid = "start.readersInvalid"
  case startSocketInUse = "start.socketInUse"
  case startFolderUnusable = "start.folderUnusable"
  case startPageUnusable = "start.pageUnusable"
}
