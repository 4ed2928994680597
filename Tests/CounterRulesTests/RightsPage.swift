import CounterRules

/// The page docs/rights.md, its table made from the rule.
enum RightsPage {
  private static let parties: [(name: String, party: ActingParty, policy: WindowPolicy)] =
    Role.allCases.map { ($0.rawValue, .clerk(name: "", role: $0), typing) }
    + [
      ("local administrator", .localAdministrator(uid: 0), typing),
      ("self-service: read", .selfService, WindowPolicy(selfService: [.read], typesDocuments: true)),
      ("read, done", .selfService, WindowPolicy(selfService: [.read, .done], typesDocuments: true)),
      (
        "page of a maker's service", .localPage(service: "", origin: ""), WindowPolicy(typesDocuments: true)
      ),
      ("portal's program", .portal(uid: 0), typing),
      ("code of a batch", .batchHolder(batch: ""), WindowPolicy(selfService: [.batch], typesDocuments: true)),
    ]
  private static let typing = WindowPolicy(typesDocuments: true)

  /// The whole page.
  static func markdown() -> String {
    let heads = parties.map(\.name)
    var lines = [
      "| act | " + heads.joined(separator: " | ") + " |",
      "| --- |" + String(repeating: " --- |", count: heads.count),
    ]
    for act in Act.allCases {
      let cells = parties.map { RightsRule.allows(act, to: $0.party, policy: $0.policy) ? "yes" : "" }
      lines.append("| `\(act.rawValue)` | " + cells.joined(separator: " | ") + " |")
    }
    return before + lines.joined(separator: "\n") + after
  }

  private static let before = """
    # Clerks and rights

    The daemon decides, for every call, on the unix socket as on the page: who acts, and whether that party may do the act
    that the call is. The table is made from the rule in `Sources/CounterRules`; to make it anew:
    `IDKIOSK_UPDATE_DOCS=1 swift test --filter RightsPage`.

    ## 1. Who acts

    1. Whoever signed in (`clerk.signIn`): on the socket that connection until it signs out or closes, on the page whoever
       brings the token.
    2. Without a sign-in, on the socket: the daemon's own user and root, as the machine's **local administrator**. That is how
       the first account is made: `idkiosk clerk add NAME --role administrator`.
    3. Without a sign-in, on the socket, a program of a user whom `portal.users` names: a **portal** ([portals.md](portals.md)), and
       nothing else, even where that user is the daemon's own.
    4. Anybody else: **self-service**, which may do what the window's setting `window.selfService` says.

    Who may connect to the socket at all is decided by its file: mode 0660, and under systemd the group `idkiosk-clerks`. A
    member of that group who has not signed in is self-service. A sign-in that has ended gives `clerk.signInExpired` until the
    caller signs in or out; it never falls back to what the caller was before.

    ## 2. What each may do

    `document.type` is done only at windows where `window.typedDocuments` is on, whoever asks. A call that is refused gives
    `rights.denied`, or `rights.signInNeeded` where nobody has signed in.


    """

  private static let after = """


    An enterprise's account and the code of a batch have no right to any mobile number. The code of a batch is good for its own
    batch alone, where `window.selfService` has `batch`. A page of a configured origin that asks a maker's local service
    (makers-services.md) may read and nothing else. The accounts of portals' servers (`portal`, `portalFull`) are told whom
    a statement of a window is about, and of their own portal's alone (portals.md).

    ## 3. Accounts

    A name is 1 to 32 lower-case letters, digits, dots, hyphens and underscores, with a letter first; it names one account for
    ever, for accounts are locked and never taken away. An account may be good at some windows only (`clerk.otherWindow`).
    An administrator's lock, another role, other windows and another password end every sign-in of the account at once; a call
    that waits for a card then ends without its reading, when a card comes or its time is over. Other windows of one centre ask it every 15 seconds for the accounts
    that are signed in there, and follow then.

    Passwords have 8 to 256 characters. They are kept as Argon2id hashes (libsodium; 19 MiB, two passes, a salt each), made
    one at a time on a thread of their own. A name that nobody has costs the same time as a wrong password and gets the same
    answer, `clerk.signInRefused`. What the hashing works on is wiped; what JSON decoding leaves behind of a password is
    freed, not wiped, in a process without core dumps.

    `clerk.wrongTries` wrong passwords in a row lock the account for `clerk.lockMinutes` (`clerk.lockedForNow`, with the
    seconds left as detail). The time runs on a clock that nobody can set. Over a restart of the daemon the time of day
    counts; where that was stepped back meanwhile, the time since the start. At a centre it counts also for what came at another
    window. The right password does not help during the lock, and the answer is the same. `idkiosk clerk unlock` ends it.

    ## 4. Sign-ins

    A token is 256 random bits. The daemon keeps its BLAKE2b digest, in memory only: a restart ends all sign-ins. One party
    has 16 at most and all together 512; the one used longest ago makes room. A sign-in ends `clerk.idleSeconds` after the
    last act (`window.see` and `clerk.signIn` are none, so that a page which only looks keeps nobody signed in;
    `clerk.whoAmI` with `active` counts as one). `idkiosk --clerk NAME` signs in for its one command and out again.

    A window of a centre keeps each account that was let in there for `clerk.awayDays` days of the time of day, as the centre
    had it then: in `outgoing.db` (archive.md), sealed but for its name and that time. While the centre is away it lets in
    whoever gives that name and password, for what a window does without its centre. Everybody else gets `clerk.signInAway`,
    whether the name is not kept, is nobody's, or the password is wrong; wrong passwords lock an account as at other times.
    After a restart without the centre the other settings are those of the configuration file, or their defaults.

    A kept account is held against the centre's every 15 seconds, as long as that answers. What was changed there, the own
    password too, is kept no longer: such a clerk signs in with the centre first. A sign-in that began without the centre ends
    if it would not have been let in. Wrong passwords at other windows count for what is kept, and those of the time without
    the centre count there afterwards; told late, none of them lifts a lock.

    ## 5. The audit trail

    Each sign-in, refused ones too, each sign-out, each change of an account or a setting, each filing, each full value
    shown and each look at the trail is a line in the archive's table `audit`, written in the same transaction as what it
    tells of: when, at which window, who and as what, the act, the keyed id of the document it was about, the session, what
    else it was about, what became of it.

    While the centre is away the lines of signing in and out wait at the window, and stand after later ones in the trail; of
    people who were not let in at most 1,000 wait, those of wrong passwords for kept accounts apart. A line whose delivery is
    cut off at the wrong moment stands there twice with one moment, and a wrong password of it counts twice.

    A page of a list (`person.list`, `batch.list`, `batch.show`) makes no line: what it shows of people is masked, and nobody
    was looked for. A search does (`person.search`), found or not, for its number says whom somebody had in mind, and so does
    whatever tells more than a list (`person.see` too).

    Lines cannot be changed or taken out. A refused name is written down only where there is such an account: it may be a
    password typed into the wrong field. `idkiosk audit list` shows the trail.

    """
}
