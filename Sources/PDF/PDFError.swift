public import Bytes

/// Why a PDF file cannot be read.
public enum PDFError: Error, Equatable, Sendable {
  /// No `%PDF-` within the first 1,024 bytes.
  case noHeader
  /// No page, not even after the table of objects was rebuilt.
  case noPages
  /// The empty password does not open it.
  case password
  /// A security handler that is not the standard one: certificates, rights management.
  case securityHandler(String)
  /// What is exceeded, such as `64 MiB in one stream`.
  case limit(String)
  /// A filter that gives no text, or none that is known; its name.
  case filter(String)
}

extension PDFError {
  /// The message for the user.
  public func diagnostic(of name: String) -> Diagnostic {
    let (what, why, remedy) = message
    return Diagnostic(.error, at: Location(name), what: what, why: why, remedy: remedy)
  }

  private var message: (what: String, why: String, remedy: String) {
    switch self {
    case .noHeader: ("the file is no PDF", "it does not begin with %PDF-", "Check where the file comes from")
    case .noPages:
      ("the PDF is broken: no page was found", "", "Open it in a viewer and save it again")
    case .password:
      (
        "the file is encrypted with a password", "its text cannot be read",
        "Remove the password (open it, print it to a new PDF) and try again"
      )
    case .securityHandler(let handler):
      (
        "the file is encrypted for certain readers only (\(handler))", "its text cannot be read",
        "Ask for a file without protection, or print it to a new PDF"
      )
    case .limit(let what):
      ("the PDF exceeds a limit: \(what)", "nothing was read", "Check where the file comes from")
    case .filter(let filter):
      (
        "a part of the PDF is compressed by the filter \(filter)",
        "only Flate, LZW, RunLength, ASCII85 and ASCIIHex are read",
        "Print it to a new PDF"
      )
    }
  }
}

/// What is told of a file that is read all the same.
public enum PDFNote: Hashable, Sendable {
  /// The table of objects was broken; it was made anew of what stands in the file.
  case rebuilt
  /// The file's end is missing: its table of objects, or a part of an object, which is read as far as it goes; an update of it perhaps.
  case cutOff
  /// The bytes of a stream cannot be decoded to their end; what came out is read. The number of its object.
  case damagedStream(object: Int)
  /// The bytes of a stream came out whole, but are not what their checksum says.
  case checksum(object: Int)
  /// Objects that stand in an object stream which cannot be read; its number.
  case lostObjects(stream: Int)
  /// The tree of pages leads to pages that are not in the file.
  case missingPages
  /// A page, from 1, a part of whose content is not in the file.
  case missingContent(page: Int)

  /// Whether something of a page may be missing, or may be another than was written.
  public var mayLose: Bool { self != .rebuilt }
}

extension PDFNote {
  /// The message for the user.
  public func diagnostic(of name: String) -> Diagnostic {
    let (what, why, remedy) = message
    return Diagnostic(.warning, at: Location(name), what: what, why: why, remedy: remedy)
  }

  private var message: (what: String, why: String, remedy: String) {
    let check = "Hold the figures against the file, or get it again"
    return switch self {
    case .rebuilt: ("the table of objects is broken and was rebuilt", "", "")
    case .cutOff: ("the PDF is cut off", "its end is missing, and what was written last with it", check)
    case .damagedStream(let object):
      ("object \(object) is damaged", "only a part of its bytes can be decoded", check)
    case .checksum(let object): ("object \(object) is damaged", "its bytes do not have their checksum", check)
    case .lostObjects(let stream):
      ("objects are lost", "they stand in object \(stream), which cannot be read", check)
    case .missingPages: ("pages are missing", "the file names pages that are not in it", check)
    case .missingContent(let page):
      ("a part of page \(page) is missing", "its content is not in the file", check)
    }
  }
}
