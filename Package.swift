// swift-tools-version: 6.3
import PackageDescription

/// Settings of every Swift target that ships.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Settings of test targets: the same language, without the pointer bookkeeping.
let tests: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func cLibrary(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// One that is not linked: LateLibraries opens it at its first call.
func lateLibrary(_ name: String, _ package: String) -> Target {
  .systemLibrary(name: name, providers: [.apt([package])])
}

func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, swiftSettings: strict,
    // What the loader puts right at every start is read whole and stays resident: packed it takes a hundredth.
    // The names of all Swift functions would be read and stay too, and nobody looks them up.
    // Of the toolchain's libraries a sixth is ever called: side by side it takes up fewer pages (Tools/order-functions).
    linkerSettings: [
      .unsafeFlags(
        [
          "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
          "-Xlinker", "--no-export-dynamic",
          "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/Tools/function-order.txt",
          "-Xlinker", "--no-warn-symbol-ordering",
        ], .when(configuration: .release))
    ])
}

func testing(_ name: String, _ more: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.target(name: name), "TestSupport"] + more, swiftSettings: tests)
}

let package = Package(
  name: "idkiosk",
  products: [
    .executable(name: "idkiosk", targets: ["idkiosk"]),
    .executable(name: "idkioskd", targets: ["idkioskd"]),
    .executable(name: "idkiosk-readerd", targets: ["idkiosk-readerd"]),
    .executable(name: "idkiosk-portrait", targets: ["idkiosk-portrait"]),
    .executable(name: "idkiosk-emulator", targets: ["idkiosk-emulator"]),
    .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
    .library(name: "idkiosk-standin-portrait", type: .dynamic, targets: ["StandInPortrait"]),
    .library(name: "idkiosk-stepped-time", type: .dynamic, targets: ["SteppedTime"]),
  ],
  targets: [
    // MARK: C
    .systemLibrary(name: "CLinux"),
    cLibrary("CLibUSB", "libusb-1.0", "libusb-1.0-0-dev"),
    lateLibrary("CCurl", "libcurl4-openssl-dev"),
    lateLibrary("CMicroHTTPD", "libmicrohttpd-dev"),
    cLibrary("COpenSSL", "libcrypto", "libssl-dev"),
    cLibrary("CPCSC", "libpcsclite", "libpcsclite-dev"),
    cLibrary("CPNG", "libpng", "libpng-dev"),
    cLibrary("CSeccomp", "libseccomp", "libseccomp-dev"),
    cLibrary("CSodium", "libsodium", "libsodium-dev"),
    lateLibrary("CPostgreSQL", "libpq-dev"),
    cLibrary("CSQLite", "sqlite3", "libsqlite3-dev"),
    .target(
      name: "LateLibraries", dependencies: ["CCurl", "CMicroHTTPD", "CPostgreSQL"],
      cSettings: [.treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra")]),
    .target(
      name: "PageAssets", exclude: ["files"],
      cSettings: [.treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra")]),
    .target(
      name: "StandInPortrait",
      cSettings: [.treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra")]),
    .target(
      name: "SteppedTime",
      cSettings: [
        .define("_GNU_SOURCE"), .treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra"),
      ]),

    // MARK: Pure: no Foundation, no Glibc, no C, no input or output
    library("Bytes"),
    library("PersonalData"),
    library("SAMProtocol", ["Bytes"]),
    library("IdentityDocuments", ["Bytes", "PersonalData"]),
    library("CounterRules", ["Bytes", "IdentityDocuments", "PersonalData"]),
    library("OneTimeCodes", ["PersonalData"]),
    library("LetterPictures"),
    library("KioskProtocol", ["IdentityDocuments", "PersonalData"]),

    // MARK: The machine
    library("LinuxPlatform", ["CLinux"]),
    library("KioskLog", ["KioskProtocol", "LinuxPlatform"]),
    library("CommandLineKit", ["Bytes", "KioskProtocol", "LinuxPlatform"]),

    // MARK: Devices
    library("ReaderKit", ["IdentityDocuments", "KioskProtocol", "LinuxPlatform", "PersonalData"]),
    library(
      "ReaderLinks", ["CLibUSB", "CPCSC", "KioskProtocol", "LinuxPlatform", "ReaderKit", "SAMProtocol"]),
    library(
      "ReaderDrivers",
      ["Bytes", "KioskProtocol", "LinuxPlatform", "PersonalData", "ReaderKit", "SAMProtocol"],
      resources: [.embedInCode("Families")]),
    library("Portraits", ["Bytes", "CommandLineKit", "KioskProtocol", "LinuxPlatform", "PersonalData"]),
    library("PortraitImages", ["CPNG"]),
    library(
      "PortraitDecoding",
      [
        "Bytes", "CLinux", "CSeccomp", "CommandLineKit", "KioskProtocol", "LinuxPlatform", "PersonalData",
        "PortraitImages", "Portraits",
      ]),

    // MARK: Data
    library("Sealing", ["COpenSSL", "LinuxPlatform"]),
    library("Passwords", ["CSodium", "LinuxPlatform", "PersonalData", "Sealing"]),
    library("DatabaseKit"),
    library("SQLiteKit", ["CSQLite", "DatabaseKit", "LinuxPlatform"]),
    library("PostgreSQLKit", ["CPostgreSQL", "DatabaseKit", "LateLibraries"]),
    library(
      "PersonArchive", ["CounterRules", "IdentityDocuments", "KioskProtocol", "OneTimeCodes", "PersonalData"]),
    library(
      "SealedArchive",
      [
        "Bytes", "CounterRules", "DatabaseKit", "IdentityDocuments", "KioskProtocol", "LinuxPlatform",
        "OneTimeCodes", "Passwords", "PersonArchive", "PersonalData", "Sealing",
      ]),
    library(
      "SQLiteStore",
      [
        "DatabaseKit", "KioskProtocol", "LinuxPlatform", "PersonArchive", "SQLiteKit", "SealedArchive",
        "Sealing",
      ]),
    library(
      "PostgreSQLStore",
      ["DatabaseKit", "KioskProtocol", "LinuxPlatform", "PersonArchive", "PostgreSQLKit", "SealedArchive"]),
    library(
      "DeliveryQueue",
      [
        "CounterRules", "DatabaseKit", "KioskLog", "KioskProtocol", "LinuxPlatform", "PersonArchive",
        "SQLiteKit", "SealedArchive",
      ]),

    // MARK: Interfaces
    library("RPCTransport", ["KioskLog", "KioskProtocol", "LinuxPlatform"]),
    library(
      "ClerkWeb",
      ["CMicroHTTPD", "KioskProtocol", "LateLibraries", "LinuxPlatform", "PageAssets", "RPCTransport"]),
    library("MakersServices", ["IdentityDocuments", "KioskProtocol", "PersonalData"]),

    library(
      "SMSGateways",
      [
        "CCurl", "CMicroHTTPD", "CommandLineKit", "KioskProtocol", "LateLibraries", "LinuxPlatform",
        "OneTimeCodes", "PersonalData", "Sealing",
      ]),

    // MARK: Services
    library(
      "ReaderService",
      [
        "CommandLineKit", "IdentityDocuments", "KioskLog", "KioskProtocol", "LinuxPlatform", "PersonalData",
        "Portraits", "RPCTransport", "ReaderDrivers", "ReaderKit", "ReaderLinks",
      ]),
    library(
      "CounterService",
      [
        "Bytes", "ClerkWeb", "CommandLineKit", "CounterRules", "DeliveryQueue", "IdentityDocuments",
        "KioskLog", "KioskProtocol", "LetterPictures", "LinuxPlatform", "MakersServices", "OneTimeCodes",
        "Passwords", "PersonArchive", "PersonalData", "PortraitImages", "Portraits", "PostgreSQLStore",
        "RPCTransport", "SMSGateways", "SQLiteStore", "SealedArchive", "Sealing",
      ]),
    library(
      "ClientCommands",
      [
        "Bytes", "CommandLineKit", "CounterRules", "IdentityDocuments", "KioskProtocol", "LinuxPlatform",
        "PersonArchive", "PersonalData", "PortraitImages", "PostgreSQLStore", "RPCTransport", "ReaderDrivers",
        "ReaderKit", "SQLiteStore", "SealedArchive",
      ]),
    library(
      "Emulation",
      [
        "Bytes", "CLinux", "CommandLineKit", "IdentityDocuments", "KioskProtocol", "LinuxPlatform",
        "PersonalData", "ReaderDrivers", "ReaderKit", "SAMProtocol",
      ],
      resources: [.embedInCode("Bridge")]),

    // MARK: Programs: main and nothing else
    program("idkiosk", ["ClientCommands", "LinuxPlatform"]),
    program("idkioskd", ["CounterService", "LinuxPlatform"]),
    program("idkiosk-emulator", ["Emulation"]),
    program("idkiosk-portrait", ["PortraitDecoding"]),
    program("idkiosk-readerd", ["LinuxPlatform", "ReaderService"]),

    // MARK: Beside
    program(
      "ArchiveKillProbe",
      [
        "CounterRules", "DeliveryQueue", "IdentityDocuments", "KioskProtocol", "LinuxPlatform",
        "OneTimeCodes",
        "PersonArchive",
        "PersonalData", "SQLiteStore", "SealedArchive",
      ]),
    .executableTarget(
      name: "idkiosk-bench",
      dependencies: [
        "CommandLineKit", "CounterRules", "CounterService", "Emulation", "IdentityDocuments", "KioskProtocol",
        "LinuxPlatform", "OneTimeCodes", "PersonArchive", "PersonalData", "Portraits", "PostgreSQLStore",
        "ReaderDrivers", "ReaderKit", "ReaderLinks", "ReaderService",
        "SAMProtocol", "DatabaseKit", "SQLiteKit", "SQLiteStore", "SealedArchive", "Sealing", "TestSupport",
      ],
      path: "Sources/Benchmarks", swiftSettings: tests),
    .testTarget(
      name: "BenchmarkTests", dependencies: ["TestSupport", "idkiosk-bench", "idkiosk-portrait"],
      swiftSettings: tests),
    .testTarget(
      name: "BrowserTests",
      dependencies: ["CounterRules", "Emulation", "IdentityDocuments", "KioskProtocol", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "CommandLineKit", "CounterRules", "CounterService", "Emulation", "IdentityDocuments", "KioskProtocol",
        "LinuxPlatform", "OneTimeCodes", "Passwords", "PersonArchive", "PersonalData", "PortraitImages",
        "Portraits", "SQLiteStore", "SealedArchive", "Sealing", "TestSupport",
      ],
      swiftSettings: tests),
    .target(
      name: "TestSupport",
      dependencies: [
        "Emulation", "IdentityDocuments", "KioskProtocol", "LinuxPlatform", "ReaderDrivers", "ReaderKit",
        "RPCTransport", "SAMProtocol",
      ],
      swiftSettings: tests),
    library(
      "FuzzTargets",
      [
        "Emulation", "IdentityDocuments", "KioskProtocol", "LinuxPlatform", "RPCTransport", "ReaderDrivers",
        "ReaderKit", "SAMProtocol",
      ]),
    testing("FuzzTargets"),
    testing("Bytes"),
    testing("ClerkWeb", ["KioskProtocol", "LinuxPlatform", "RPCTransport"]),
    testing("ClientCommands"),
    testing("CounterRules", ["Emulation", "IdentityDocuments", "PersonalData"]),
    testing(
      "CounterService",
      [
        "CommandLineKit", "CounterRules", "DeliveryQueue", "IdentityDocuments", "KioskProtocol", "Passwords",
        "PersonArchive", "PersonalData", "RPCTransport", "SQLiteKit", "Sealing",
      ]),
    testing(
      "Emulation",
      [
        "Bytes", "IdentityDocuments", "KioskProtocol", "LinuxPlatform", "PersonalData", "ReaderDrivers",
        "ReaderKit", "SAMProtocol",
      ]),
    testing("IdentityDocuments", ["Bytes", "PersonalData"]),
    .testTarget(
      name: "DeploymentTests",
      dependencies: ["CommandLineKit", "LinuxPlatform", "ReaderDrivers", "ReaderKit", "TestSupport"],
      swiftSettings: tests),
    testing("KioskProtocol"),
    .testTarget(
      name: "ProtocolTests",
      dependencies: [
        "CommandLineKit", "CounterRules", "CounterService", "Emulation", "IdentityDocuments", "KioskProtocol",
        "LinuxPlatform", "Portraits", "RPCTransport", "ReaderService", "TestSupport",
      ],
      swiftSettings: tests),
    testing("LetterPictures"),
    testing("LinuxPlatform"),
    testing("OneTimeCodes", ["PersonalData"]),
    testing("Passwords", ["PersonalData", "Sealing"]),
    testing("PersonalData"),
    testing("PortraitDecoding", ["KioskProtocol", "Portraits"]),
    testing("PortraitImages"),
    testing(
      "Portraits", ["KioskProtocol", "LinuxPlatform", "PersonalData", "PortraitImages", "idkiosk-portrait"]),
    testing(
      "ReaderDrivers",
      ["Emulation", "KioskProtocol", "LinuxPlatform", "PersonalData", "ReaderKit", "SAMProtocol"]),
    testing("ReaderKit"),
    testing(
      "ReaderService",
      [
        "Emulation", "KioskProtocol", "LinuxPlatform", "Portraits", "ReaderDrivers", "ReaderKit",
        "SAMProtocol",
      ]),
    testing(
      "ReaderLinks",
      [
        "Bytes", "Emulation", "KioskProtocol", "LinuxPlatform", "PCSCProbe", "PersonalData", "ReaderDrivers",
        "ReaderKit", "USBProbe",
      ]),
    .executableTarget(
      name: "PCSCProbe",
      dependencies: [
        "Bytes", "KioskProtocol", "LinuxPlatform", "PersonalData", "ReaderDrivers", "ReaderKit",
        "ReaderLinks",
      ],
      path: "Tests/PCSCProbe", swiftSettings: tests),
    .executableTarget(
      name: "USBProbe",
      dependencies: [
        "Bytes", "KioskProtocol", "LinuxPlatform", "PersonalData", "ReaderDrivers", "ReaderKit",
        "ReaderLinks",
      ],
      path: "Tests/USBProbe", swiftSettings: tests),
    testing("RPCTransport", ["KioskProtocol", "LinuxPlatform"]),
    testing("SAMProtocol"),
    testing("SQLiteKit", ["DatabaseKit"]),
    testing("PostgreSQLKit", ["DatabaseKit"]),
    testing(
      "SQLiteStore",
      [
        "ArchiveKillProbe", "Bytes", "CounterRules", "DatabaseKit", "DeliveryQueue", "IdentityDocuments",
        "KioskProtocol",
        "LinuxPlatform", "OneTimeCodes", "PersonArchive", "PersonalData", "PostgreSQLKit", "PostgreSQLStore",
        "SQLiteKit", "SealedArchive", "Sealing",
      ]),
    testing(
      "SMSGateways", ["CommandLineKit", "KioskProtocol", "LinuxPlatform", "OneTimeCodes", "PersonalData"]),
    testing("Sealing"),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
