// swift-tools-version: 6.2
import PackageDescription

// The rooms, in the order the data flows. Imports point one way; Tests/ArchitectureTests holds the table.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
// Returning a `Span` from a method needs this flag; only the rooms that hand out bytes do so.
let lifetimes = settings + [.enableExperimentalFeature("Lifetimes")]

let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let swiftCSV = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")

// Tests run other programs and handle files freely; the strict memory rules are for what ships.
let testSettings: [SwiftSetting] = [.swiftLanguageMode(.v6)]

func testTarget(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)",
    exclude: ["CommandTests": ["Cases"], "InteropTests": ["Readers"]][name] ?? [], swiftSettings: testSettings
  )
}

// `main` comes from libFuzzer, so that it links with `--sanitize fuzzer` only: `make fuzz` asks for it.
let fuzzTargets: [Target] =
  Context.environment["NIANBAO_FUZZ"] == nil
  ? []
  : [
    .executableTarget(
      name: "fuzz-readers",
      dependencies: ["TestSupport", "Bytes", "Facts", "Forms", "Reports", "Readers", "Tidying"],
      path: "Tests/Fuzz",
      exclude: ["words.dict"], swiftSettings: testSettings + [.unsafeFlags(["-parse-as-library"])])
  ]

let package = Package(
  name: "nianbao",
  products: [
    .executable(name: "nianbao", targets: ["nianbao"]),
    .library(
      name: "Nianbao",
      targets: [
        "Bytes", "CSV", "XML", "ZIP", "CompoundFiles", "PDF", "HTML", "Sheets", "Text", "Facts", "Forms",
        "Reports", "Flow",
        "Identity", "Readers", "Tidying", "Workbooks", "Proof",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/CoreOffice/XMLCoder", from: "0.18.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  targets: [
    .target(name: "Bytes", dependencies: [system], swiftSettings: lifetimes),
    .target(name: "CSV", dependencies: ["Bytes"], swiftSettings: lifetimes),
    .target(name: "XML", dependencies: ["Bytes"], swiftSettings: lifetimes),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CDeflate", providers: [.apt(["libdeflate-dev"])]),
    .target(name: "ZIP", dependencies: ["Bytes", "CZlib", "CDeflate"], swiftSettings: lifetimes),
    .target(name: "CompoundFiles", dependencies: ["Bytes"], swiftSettings: settings),
    .target(name: "PDF", dependencies: ["Bytes", "CZlib", "CDeflate"], swiftSettings: lifetimes),
    .target(name: "HTML", dependencies: ["Bytes"], swiftSettings: settings),
    .target(
      name: "Sheets", dependencies: ["Bytes", "XML", "ZIP", "CompoundFiles"], swiftSettings: lifetimes),
    .target(name: "Text", dependencies: ["Bytes"], swiftSettings: settings),
    .target(name: "Facts", dependencies: ["Bytes", "CSV", system], swiftSettings: lifetimes),
    .target(
      name: "Forms", dependencies: ["Bytes", "Text", "Facts", "XMLCoder"], swiftSettings: settings),
    .target(name: "Reports", dependencies: ["Bytes", "CSV", "Text"], swiftSettings: settings),
    .target(name: "Flow", dependencies: ["Bytes", "Text", "Forms", "Reports"], swiftSettings: settings),
    .target(name: "Identity", dependencies: ["Bytes", "Text", "Forms", "Reports"], swiftSettings: settings),
    .target(
      name: "Readers",
      dependencies: [
        "Bytes", "XML", "ZIP", "CompoundFiles", "PDF", "HTML", "Sheets", "Text", "Forms", "Reports", "Flow",
        "Identity", system,
      ],
      swiftSettings: settings),
    .target(
      name: "Tidying", dependencies: ["Bytes", "Text", "Facts", "Forms", "Reports"], swiftSettings: settings),
    .target(name: "Proof", dependencies: ["Bytes", "CSV", "Facts", "Forms"], swiftSettings: settings),
    .target(
      name: "Workbooks",
      dependencies: [
        "Bytes", "CSV", "Sheets", "Text", "Facts", "Forms", "Reports", "Readers", "Tidying", "Proof",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "nianbao",
      dependencies: [
        "Bytes", "CSV", "Facts", "Sheets", "Forms", "Reports", "Readers", "Tidying", "Workbooks", "Proof",
        system, swiftCSV,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    // Support for the tests: running the command for real, places, fixed random numbers.
    .target(
      name: "TestSupport", dependencies: ["CZlib"], path: "Tests/TestSupport", swiftSettings: testSettings),
    // Random reports in every raw form, with the facts they must give.
    .target(
      name: "Generator",
      dependencies: ["TestSupport", "Bytes", "Text", "Facts", "Forms", "Reports", "Readers", "Tidying"],
      path: "Tests/Generator", swiftSettings: testSettings),
    .executableTarget(
      name: "check-readers", dependencies: ["Generator"], path: "Tests/CheckReaders",
      swiftSettings: testSettings),
    testTarget("ArchitectureTests", []),
    testTarget("BytesTests", ["Bytes", system]),
    testTarget("CSVTests", ["Bytes", "CSV", swiftCSV]),
    testTarget("XMLTests", ["Bytes", "XML"]),
    testTarget("ZIPTests", ["Bytes", "ZIP"]),
    testTarget("CompoundFilesTests", ["Bytes", "CompoundFiles"]),
    testTarget("PDFTests", ["Bytes", "PDF"]),
    testTarget("HTMLTests", ["Bytes", "HTML"]),
    testTarget("SheetsTests", ["Bytes", "CompoundFiles", "Sheets", "XML", "ZIP"]),
    testTarget("TextTests", ["Bytes", "Text"]),
    testTarget("ReportsTests", ["Bytes", "CSV", "Reports"]),
    testTarget("FactsTests", ["Bytes", "CSV", "Facts"]),
    testTarget(
      "ReadersTests",
      [
        "Bytes", "XML", "CompoundFiles", "Text", "Facts", "Forms", "Reports", "Identity", "Flow", "Readers",
        "Tidying",
      ]),
    testTarget("FormsTests", ["Bytes", "CSV", "Facts", "Forms"]),
    testTarget(
      "TidyingTests", ["Bytes", "CSV", "Text", "Facts", "Forms", "Reports", "Flow", "Readers", "Tidying"]),
    testTarget(
      "WorkbooksTests",
      [
        "Bytes", "Readers", "Tidying", "Text", "Reports", "Facts", "Forms", "Proof", "Sheets", "Workbooks",
        "XMLCoder",
      ]),
    testTarget("ProofTests", ["nianbao", "Bytes", "Facts", "Forms", "Proof"]),
    testTarget("RoundTripTests", ["Generator", "Bytes", "CSV", "Facts", "Forms"]),
    testTarget("CommandTests", ["nianbao"]),
    testTarget("InteropTests", ["nianbao", "Bytes", "CSV", swiftCSV]),
  ] + fuzzTargets
)
