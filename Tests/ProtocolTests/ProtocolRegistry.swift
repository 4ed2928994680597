import CounterRules
import KioskProtocol

/// Every call and every notification: a new one gets its line here and is documented from then on.
enum ProtocolRegistry {
  static let calls: [DocumentedCall] = [
    // Of both, before anything else.
    .counter(Hello.self, needs: nil),
    .reader(Hello.self),

    // The window and its readers.
    .counter(Status.self, needs: .seeWindow),
    .counter(ReaderList.self, needs: .seeWindow),
    .counter(
      Watch.self, needs: .seeWindow,
      tells: [
        ReaderChanged.self, CardChanged.self, WindowChanged.self, BatchSwiped.self, FilingChanged.self,
      ]),
    .counter(ReaderHealth.self, needs: .seeWindow),
    .counter(Doctor.self, needs: .seeWindow),
    .counter(ReaderRecord.self, needs: .keepReaders),
    .counter(ReaderAccept.self, needs: .keepReaders),
    .counter(ReaderReset.self, needs: .resetReader),
    .counter(ReaderCheck.self, needs: .keepReaders),
    .counter(WindowShow.self, needs: .seeWindow),
    .counter(WindowSet.self, needs: .setWindow),

    // Clerks and the audit trail.
    .counter(ClerkSignIn.self, needs: .signIn),
    .counter(ClerkSignOut.self, needs: .signIn),
    .counter(ClerkWhoAmI.self, needs: .seeWindow),
    .counter(ClerkChangePassword.self, needs: .changePassword),
    .counter(ClerkList.self, needs: .seeClerks),
    .counter(ClerkAdd.self, needs: .keepClerks),
    .counter(ClerkLock.self, needs: .keepClerks),
    .counter(ClerkUnlock.self, needs: .keepClerks),
    .counter(ClerkReset.self, needs: .keepClerks),
    .counter(ClerkSetRole.self, needs: .keepClerks),
    .counter(ClerkSetWindows.self, needs: .keepClerks),
    .counter(AuditList.self, needs: .readAudit),
    .counter(AuditVerify.self, needs: .readAudit),

    // The archive as a whole.
    .counter(ArchiveRotateKeys.self, needs: .keepArchive),
    .counter(ArchiveCheck.self, needs: .keepArchive),
    .counter(ArchiveBackUp.self, needs: .keepArchive),
    .counter(ArchiveOutbox.self, needs: .keepArchive),
    .counter(ArchiveDecodePortraits.self, needs: .keepArchive),

    // Cards.
    .counter(CardRead.self, needs: .readCard, tells: [ReadProgress.self]),
    .counter(CardText.self, needs: .readCard),
    .counter(CardCompare.self, needs: .compareCard),
    .counter(CardFile.self, needs: .fileCard),
    .counter(CardDone.self, needs: .endSession),

    // Persons on file.
    .counter(PersonList.self, needs: .listPersons),
    .counter(PersonFind.self, needs: .listPersons),
    .counter(PersonSee.self, needs: .seePerson),
    .counter(PersonShow.self, needs: .showPerson),
    .counter(PersonHistory.self, needs: .showHistory),
    .counter(PersonErase.self, needs: .erasePerson),
    .counter(PersonLink.self, needs: .linkPersons),
    .counter(PersonUnlink.self, needs: .linkPersons),
    .counter(PersonExport.self, needs: .exportPersons),
    .counter(ConflictList.self, needs: .resolveConflict),
    .counter(ConflictShow.self, needs: .resolveConflict),
    .counter(ConflictResolve.self, needs: .resolveConflict),
    .counter(RosterFind.self, needs: .findInRoster),
    .counter(CardPerson.self, needs: .findInRoster),

    // Documents that are typed in.
    .counter(DocumentCheck.self, needs: .seeWindow),
    .counter(DocumentParseZone.self, needs: .typeDocument),
    .counter(DocumentCompare.self, needs: .typeDocument),
    .counter(DocumentType.self, needs: .typeDocument),
    .counter(DocumentWaiting.self, needs: .confirmDocument),
    .counter(DocumentReview.self, needs: .confirmDocument),
    .counter(DocumentConfirm.self, needs: .confirmDocument),

    // Batches.
    .counter(BatchOpen.self, needs: .openBatch),
    .counter(BatchEnter.self, needs: .signIn),
    .counter(BatchSwipe.self, needs: .swipeCard, tells: [ReadProgress.self]),
    .counter(BatchList.self, needs: .seeBatch),
    .counter(BatchShow.self, needs: .seeBatch),
    .counter(BatchExport.self, needs: .exportBatch),
    .counter(BatchPause.self, needs: .keepBatch),
    .counter(BatchResume.self, needs: .keepBatch),
    .counter(BatchClose.self, needs: .keepBatch),
    .counter(BatchRemove.self, needs: .keepBatch),
    .counter(BatchRenewCode.self, needs: .keepBatch),

    // Mobile numbers and messages.
    .counter(PhoneShow.self, needs: .seeNumber),
    .counter(PhoneSendCode.self, needs: .sendCode),
    .counter(PhoneConfirm.self, needs: .confirmCode),
    .counter(PhoneRelease.self, needs: .releaseNumber),
    .counter(SMSQueue.self, needs: .seeMessages),
    .counter(SMSInbox.self, needs: .sendCode),
    .counter(SMSTest.self, needs: .testGateway),

    // Hand-off between portals and this window.
    .counter(WindowKey.self, needs: .seeWindow),
    .counter(HandOffOpen.self, needs: .handOff),
    .counter(HandOffClose.self, needs: .handOff),
    .counter(HandOffPerson.self, needs: .askHandOff),

    // Portals, for people at home.
    .counter(RegistrationCheck.self, needs: .checkRegistration),
    .counter(RegistrationSendCode.self, needs: .register),
    .counter(RegistrationConfirm.self, needs: .register),
    .counter(PortalPicture.self, needs: .signInAtPortal),
    .counter(PortalSendCode.self, needs: .signInAtPortal),
    .counter(PortalSignInCall.self, needs: .signInAtPortal),
    .counter(PortalSessionCall.self, needs: .seePortalSession),
    .counter(PortalSignOut.self, needs: .seePortalSession),

    // The reader daemon.
    .reader(ReaderList.self),
    .reader(Watch.self, tells: [ReaderChanged.self, CardChanged.self]),
    .reader(ReaderRecord.self),
    .reader(ReaderAccept.self),
    .reader(ReaderReset.self),
    .reader(ReaderCheck.self),
    .reader(CardAcquire.self, tells: [ReadProgress.self]),
    .reader(CardText.self),
    .reader(CardDone.self),
  ]

  static let notifications: [DocumentedNotification] = [
    DocumentedNotification(ReaderChanged.self),
    DocumentedNotification(CardChanged.self),
    DocumentedNotification(ReadProgress.self),
    DocumentedNotification(WindowChanged.self),
    DocumentedNotification(BatchSwiped.self),
    DocumentedNotification(FilingChanged.self),
    DocumentedNotification(SMSChanged.self),
    DocumentedNotification(ClientDropped.self),
  ]
}
