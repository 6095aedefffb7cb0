public import Bytes

/// Why a compound file, or a stream of it, cannot be read.
public enum CompoundFileError: Error, Equatable, Sendable {
  /// It does not begin as such files do, or ends before its first sector.
  case noHeader(name: String)
  /// A chain of sectors that comes back to itself; whose it is.
  case cycle(name: String, of: String)
  /// A structure that contradicts itself; which.
  case damaged(name: String, what: String)
  /// A stream that is longer than the whole file.
  case tooLong(name: String, stream: String, size: UInt64)
  /// More sectors than are read.
  case tooManySectors(name: String, limit: Int)
}

extension CompoundFileError: Explained {
  public var diagnostic: Diagnostic {
    let (name, what, why) = message
    return Diagnostic(
      .error, at: Location(name), what: what, why: why,
      remedy: "Get the file again; if Word or WPS opens it, save it from there as .docx or .xlsx")
  }

  private var message: (name: String, what: String, why: String) {
    let damaged = "the file is damaged"
    return switch self {
    case .noHeader(let name): (name, damaged, "it ends before its first sector, or has no header")
    case .cycle(let name, let of): (name, damaged, "the chain of \(of) comes back to where it was")
    case .damaged(let name, let what): (name, damaged, what)
    case .tooLong(let name, let stream, let size):
      (name, damaged, "“\(stream)” is said to have \(size) bytes, more than the whole file")
    case .tooManySectors(let name, let limit):
      (name, "the file is too large", "at most \(limit) sectors are read")
    }
  }
}
