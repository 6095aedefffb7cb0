public import Bytes
public import CompoundFiles
public import XML
public import ZIP

/// Why a workbook cannot be read or written.
public enum WorkbookError: Error, Equatable, Sendable {
  /// Another kind of file, and what to do with it.
  case otherFile(name: String, kind: String, remedy: String)
  case empty(name: String)
  /// A part that others point to, or that every workbook has.
  case missingPart(name: String, part: String)
  /// Two parts of one name: programs differ in which one they take.
  case repeatedPart(name: String, part: String)
  /// Something that contradicts itself or what the format allows; what it is.
  case damaged(Location, what: String)
  /// More of something than any workbook has.
  case tooLarge(Location, what: String)
  case archive(ZIPError)
  case compound(CompoundFileError)
  case xml(XMLError)
  case input(IOError)
  case output(IOError)
}

extension WorkbookError: Explained {
  public var diagnostic: Diagnostic {
    switch self {
    case .otherFile(let name, let kind, let remedy):
      Diagnostic(
        .error, at: Location(name), what: "this is \(kind)",
        why: "workbooks are read as .xlsx, .ods and .xls, and as XML Spreadsheet 2003",
        remedy: remedy)
    case .empty(let name):
      Diagnostic(.error, at: Location(name), what: "the file is empty", remedy: "Get it again")
    case .missingPart(let name, let part):
      Diagnostic(
        .error, at: Location(name), what: "the workbook has no part “\(part)”", why: "it is damaged",
        remedy: "Open it with an office program, and save it again")
    case .repeatedPart(let name, let part):
      Diagnostic(
        .error, at: Location(name), what: "the workbook has two parts “\(part)”",
        why: "which one counts is not known", remedy: "Open it with an office program, and save it again")
    case .damaged(let place, let what):
      Diagnostic(
        .error, at: place, what: "the workbook is damaged", why: what,
        remedy: "Open it with an office program, and save it again")
    case .tooLarge(let place, let what):
      Diagnostic(
        .error, at: place, what: what, why: "no office program writes so",
        remedy: "Check where the file comes from")
    case .archive(let error): error.diagnostic
    case .compound(let error): error.diagnostic
    case .xml(let error): error.diagnostic
    case .input(let error), .output(let error): error.diagnostic
    }
  }
}
