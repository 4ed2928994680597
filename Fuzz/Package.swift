// swift-tools-version: 6.3
import PackageDescription

// A package of its own: a libFuzzer program has no main, and an ordinary build of the product would fail to link it.
let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "idkiosk", path: "..")],
  targets: [
    .executableTarget(name: "Fuzz", dependencies: [.product(name: "FuzzTargets", package: "idkiosk")])
  ],
  swiftLanguageModes: [.v6]
)
