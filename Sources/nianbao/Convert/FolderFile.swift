import Bytes
import Facts
import Readers
import Reports
import Workbooks

/// What a file below a folder is taken for: by its name where that tells, else by its content.
enum FolderFile {
  /// A report, or what one may be in: where it cannot be read, the reader says why.
  case report
  /// Facts, which are read only where they are named: they may be what an earlier run made of the reports beside them.
  case facts
  /// Text of an unknown ending that may be a report, or be about reports; its kind for the summary.
  case doubtful(String)
  /// None of all, of a kind for the summary.
  case other(String)

  init(_ file: String) { self.init(file) { ending in Self.byContent(file, ending) } }

  /// What a file in an archive is taken for; `input` is its content, which is not consumed. Facts are not told apart there: a workbook of
  /// facts is read as one of reports, and refused.
  init(_ file: String, _ input: borrowing ByteReader) {
    let beginning = [UInt8](copying: input.window.extracting(0..<min(input.window.count, Self.sample)))
    self.init(file) { ending in Self.byContent(beginning.span, ending) }
  }

  private init(_ file: String, byContent: (String) -> Self) {
    let name =
      file.utf8.lastIndex(of: UInt8(ascii: "/")).map { file[file.utf8.index(after: $0)...] } ?? file[...]
    let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
    let ending = dot.map { name[name.utf8.index(after: $0)...].lowercased() } ?? ""
    if Self.documents.contains(ending), !Self.workbooks.contains(ending) {
      self = .report
    } else if Self.others.contains(ending) {
      self = .other("." + ending)
    } else {
      self = byContent(ending)
    }
  }

  /// Endings of files in which reports come, read or not.
  private static let documents = Set(RawKind.allCases.flatMap(\.endings)).union([
    "ofd", "ceb", "eml", "msg", "tif", "tiff", "zip", "z01", "001", "rar", "7z", "gz", "tgz", "bz2", "xz",
    "tar",
  ])
  /// Those of files that stand beside saved pages, or that programs leave, and may hold the words of reports.
  private static let others: Set<String> = ["css", "js", "mjs", "svg", "log", "tmp", "sh", "py"]
  /// Those of workbooks, which hold reports, or facts.
  private static let workbooks: Set<String> = [
    "xlsx", "xlsm", "xls", "xlsb", "et", "ett", "ods", "ots", "fods",
  ]

  private static func byContent(_ file: String, _ ending: String) -> Self {
    do {
      var input = try ByteReader(opening: file)
      switch try FactsFile.Kind(content: &input, of: file) {
      case .workbook: return .facts
      case .csv: return .other(".csv")
      case nil: break
      }
      while input.window.count < sample, try input.more() {}
      return byContent(input.window, ending)
    } catch {
      // The reader says why.
      return .report
    }
  }
}

extension FolderFile {
  /// How much of a file is looked at.
  private static let sample = 64 << 10

  private static func byContent(_ beginning: Span<UInt8>, _ ending: String) -> Self {
    if workbooks.contains(ending) || RawKind.isDocument(beginning) { return .report }
    let kind = ending.isEmpty ? "without ending" : "." + String(ending.prefix(20))
    return RawKind.hasTitleWords(beginning) ? .doubtful(kind) : .other(kind)
  }
}

/// Files of the run itself, which may lie among its inputs.
struct OwnFiles {
  private let names: Set<Substring>
  private let places: Set<FileIdentity>

  init(_ files: [String]) {
    names = Set(files.map(Self.lastPart))
    places = Set(files.compactMap { FileIdentity($0) })
  }

  func contains(_ file: String) -> Bool {
    names.contains(Self.lastPart(of: file)) && FileIdentity(file).map(places.contains) ?? false
  }

  static func lastPart(of file: String) -> Substring {
    file.utf8.lastIndex(of: UInt8(ascii: "/")).map { file[file.utf8.index(after: $0)...] } ?? file[...]
  }
}
