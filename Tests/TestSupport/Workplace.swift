public import Foundation

/// Places that tests work with.
public enum Workplace {
  /// The root of the checkout.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What stands beside the checkout on a developer's machine; users do not have it.
  public static let shared = root.deletingLastPathComponent().appending(path: "shared")

  /// Whether the real reports are there.
  public static var hasReports: Bool {
    FileManager.default.fileExists(atPath: shared.appending(path: "reports/expected-facts.csv").path)
  }

  /// The five real reports, in the order of their names.
  public static var reports: [URL] {
    let folder = shared.appending(path: "reports")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map { folder.appending(path: $0) }
  }

  /// The raw samples that are text, a page or a newer Word document, in the order of their names.
  public static var samples: [URL] {
    allSamples.filter { ["txt", "html", "docx"].contains($0.pathExtension) }
  }

  /// The raw samples, one of each kind at least, in the order of their names.
  public static var allSamples: [URL] {
    let folder = root.appending(path: "samples")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0) }.filter { sampleKinds.contains($0.pathExtension) }
  }

  public static let sampleKinds = [
    "txt", "html", "docx", "doc", "rtf", "odt", "ods", "xls", "mht", "pdf", "zip",
  ]

  /// The samples in which a tab opens each cell.
  public static var tabSamples: [URL] {
    samples.filter { file in
      let lines = ((try? bytes(file)) ?? []).split(separator: UInt8(ascii: "\n"))
      return lines.count { $0.first == UInt8(ascii: "\t") } > lines.count / 4
    }
  }

  /// A fresh folder, removed when the process ends or by the caller.
  public static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "nianbao-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// The bytes of a file.
  public static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }
}
