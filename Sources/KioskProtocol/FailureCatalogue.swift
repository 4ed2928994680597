extension FailureReason {
  /// What the catalogue says about this reason.
  ///
  /// The switch has no default: a reason without an entry does not compile.
  public var entry: CatalogueEntry {
    switch self {
    case .requestMalformed: .requestMalformed
    case .requestTooLong: .requestTooLong
    case .requestUnknownMethod: .requestUnknownMethod
    case .requestBadParameters: .requestBadParameters
    case .requestHelloFirst: .requestHelloFirst
    case .requestVersionUnsupported: .requestVersionUnsupported
    case .requestTooMany: .requestTooMany
    case .clientTooSlow: .clientTooSlow
    case .rightsDenied: .rightsDenied
    case .serviceStopping: .serviceStopping
    case .serviceInternal: .serviceInternal
    case .counterAbsent: .counterAbsent
    case .readerServiceAbsent: .readerServiceAbsent
    case .readerNone: .readerNone
    case .readerUnknown: .readerUnknown
    case .readerClaimed: .readerClaimed
    case .readerAmbiguous: .readerAmbiguous
    case .readerGone: .readerGone
    case .readerTimeout: .readerTimeout
    case .readerBadAnswer: .readerBadAnswer
    case .readerHung: .readerHung
    case .readerAccessDenied: .readerAccessDenied
    case .readerBusy: .readerBusy
    case .readerUnsupported: .readerUnsupported
    case .readerOpenFailed: .readerOpenFailed
    case .readerNotAuthorised: .readerNotAuthorised
    case .readerSelfTestFailed: .readerSelfTestFailed
    case .readerRefusedCommand: .readerRefusedCommand
    case .cardTimeout: .cardTimeout
    case .cardRemoved: .cardRemoved
    case .cardReadFailed: .cardReadFailed
    case .cardNotGenuine: .cardNotGenuine
    case .cardNotRecognised: .cardNotRecognised
    case .cardNeedsSAM: .cardNeedsSAM
    case .sessionEnded: .sessionEnded
    case .sessionNotYours: .sessionNotYours
    case .sessionNothingRead: .sessionNothingRead
    case .portraitNoDecoder: .portraitNoDecoder
    case .portraitBlockAbsent: .portraitBlockAbsent
    case .portraitHelperMissing: .portraitHelperMissing
    case .portraitLibraryUnusable: .portraitLibraryUnusable
    case .portraitSymbolMissing: .portraitSymbolMissing
    case .portraitRefused: .portraitRefused
    case .portraitWrongSize: .portraitWrongSize
    case .portraitOverrun: .portraitOverrun
    case .portraitTimeout: .portraitTimeout
    case .portraitCrashed: .portraitCrashed
    case .documentUnknownKind: .documentUnknownKind
    case .documentNumberBlank: .documentNumberBlank
    case .personUnknown: .personUnknown
    case .archiveInUse: .archiveInUse
    case .archiveNewer: .archiveNewer
    case .archiveForeign: .archiveForeign
    case .archiveDamaged: .archiveDamaged
    case .archiveKeyWrong: .archiveKeyWrong
    case .archiveKeyUnusable: .archiveKeyUnusable
    case .archiveFull: .archiveFull
    case .archiveReadOnly: .archiveReadOnly
    case .archiveFailed: .archiveFailed
    case .startUsage: .startUsage
    case .startConfigUnreadable: .startConfigUnreadable
    case .startConfigInvalid: .startConfigInvalid
    case .startReadersInvalid: .startReadersInvalid
    case .startSocketInUse: .startSocketInUse
    case .startPageUnusable: .startPageUnusable
    case .startFolderUnusable: .startFolderUnusable
    }
  }
}
