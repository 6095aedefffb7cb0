public import Bytes
public import CompoundFiles
public import Sheets
public import XML
public import ZIP

/// Why an input cannot be read as reports.
public enum ReportError: Error, Equatable, Sendable {
  case empty(name: String)
  /// A byte that does not fit the encoding; its offset in the input, from 0.
  case invalidText(Location, offset: Int, encoding: TextEncoding)
  /// A file of another kind; what it seems to be, and the offset of the byte that tells.
  case binary(name: String, kind: String, offset: Int)
  /// A text in an encoding that is not read.
  case otherEncoding(name: String, encoding: String)
  /// A carriage return that no line feed follows.
  case loneCarriageReturn(Location, offset: Int)
  /// A report longer than `ReportReader.limit` bytes.
  case tooLong(Location)
  /// Merged cells that cover far more cells than a page has text for.
  case tooManyCovered(Location)
  /// A file of a kind that is not read: what it is, and what helps.
  case foreign(name: String, kind: String, remedy: String)
  /// A document, but none that is read: what it is.
  case otherDocument(name: String, kind: String)
  /// A document with two parts of one name.
  case repeatedPart(name: String, part: String)
  /// More cells and paragraphs than any report has; how many are read.
  case tooManyCells(name: String, limit: Int)
  /// A document without text.
  case noText(name: String)
  /// A document of Word 97 to 2003, RTF or OpenDocument that contradicts itself, or whose end is missing; how it shows. Nothing of it is given.
  case damagedDocument(name: String, why: String)
  /// A document that cannot be read; the message.
  case document(Diagnostic)
  /// A web archive whose page has no end.
  case damagedArchive(name: String)
  case archive(ZIPError)
  case compound(CompoundFileError)
  case xml(XMLError)
  case workbook(WorkbookError)
  /// A workbook without a sheet that may hold a form; the names of its sheets.
  case noSheets(name: String, sheets: [String])
  case input(IOError)
}

extension ReportError: Explained {
  public var diagnostic: Diagnostic {
    switch self {
    case .empty(let name):
      Diagnostic(
        .error, at: Location(name), what: "the input is empty", why: "it holds no text",
        remedy: "Give it a report")
    case .invalidText(let place, let offset, let encoding):
      Diagnostic(
        .error, at: place, what: "the text is not \(encoding.rawValue.uppercased())",
        why: "the byte at offset \(offset) fits no character",
        remedy: "If it is in another encoding, give it with --encoding; else save the file again")
    case .binary(let name, let kind, let offset):
      Diagnostic(
        .error, at: Location(name), what: "this is \(kind), not text",
        why: "the byte at offset \(offset) stands in no text", remedy: "Save the report as text first")
    case .otherEncoding(let name, let encoding):
      Diagnostic(
        .error, at: Location(name), what: "the text is in \(encoding)",
        why: "UTF-8, GB18030, Big5 and UTF-16 are read",
        remedy: "Convert it first, for example with: iconv -f \(encoding) -t UTF-8")
    case .loneCarriageReturn(let place, let offset):
      Diagnostic(
        .error, at: place, what: "a carriage return without a line feed",
        why: "lines end in LF or CR LF; the byte at offset \(offset) does neither",
        remedy: "Convert the line ends first, for example with tr '\\r' '\\n'")
    case .tooLong(let place):
      Diagnostic(
        .error, at: place,
        what: "the report is longer than \(ReportReader.limit >> 20) MiB or \(ReportReader.lineLimit) lines",
        why: "no report is; a further one would begin with its title",
        remedy: "Check that the input holds reports as text")
    case .tooManyCovered(let place):
      Diagnostic(
        .error, at: place, what: "the merged cells of a table cover too many others",
        why: "they cover more cells than the page has text for, as no report does",
        remedy: "Check rowspan in the page")
    case .foreign(let name, let kind, let remedy):
      Diagnostic(
        .error, at: Location(name), what: "this is \(kind)", why: "no reports are read out of such files",
        remedy: remedy)
    case .otherDocument(let name, let kind):
      Diagnostic(
        .error, at: Location(name), what: "this is \(kind)", why: "of such files Word documents are read",
        remedy: "Save the report as .docx or as text first")
    case .repeatedPart(let name, let part):
      Diagnostic(
        .error, at: Location(name), what: "the document has two parts “\(part)”",
        why: "which one counts is not known", remedy: "Open it with an office program, and save it again")
    case .tooManyCells(let name, let limit):
      Diagnostic(
        .error, at: Location(name), what: "the report has more than \(limit) cells",
        why: "no report has",
        remedy: "Check where the file comes from")
    case .noText(let name):
      Diagnostic(
        .error, at: Location(name), what: "the document holds no text",
        why: "it may be an image, or a page that was put into the document as a whole",
        remedy: "Save the report as text first")
    case .damagedDocument(let name, let why):
      Diagnostic(
        .error, at: Location(name), what: "the document is damaged", why: why,
        remedy: "Get the file again; if Word or WPS opens it, save it from there as .docx")
    case .document(let diagnostic): diagnostic
    case .damagedArchive(let name):
      Diagnostic(
        .error, at: Location(name), what: "the web archive is cut off", why: "no boundary ends its page",
        remedy: "Save the page again")
    case .archive(let error): error.diagnostic
    case .compound(let error): error.diagnostic
    case .xml(let error): error.diagnostic
    case .workbook(let error): error.diagnostic
    case .noSheets(let name, let sheets):
      Diagnostic(
        .error, at: Location(name), what: "the workbook has no sheet with a report",
        why: "sheets of facts and remarks are none, nor are hidden and empty ones; its sheets are "
          + sheets.prefix(12).map { "“\($0)”" }.joined(separator: ", ") + (sheets.count > 12 ? ", …" : ""),
        remedy: "Read the facts of a sheet 数据 with nianbao from-xlsx")
    case .input(let error): error.diagnostic
    }
  }
}
