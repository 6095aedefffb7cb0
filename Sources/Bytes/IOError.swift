public import SystemPackage

/// What reading and writing files can meet, with the operating system's reason.
public enum IOError: Error, Equatable, Sendable {
  case cannotOpen(name: String, Errno)
  case isDirectory(name: String)
  case cannotRead(name: String, Errno)
  case cannotCreate(name: String, Errno)
  case cannotWrite(name: String, Errno)
  /// What must wait can wait nowhere; the folder for temporary files.
  case noTemporaryFile(folder: String, Errno)
  /// The C library has no table for an encoding.
  case unknownEncoding(name: String, encoding: String)
}

extension IOError: Explained {
  public var diagnostic: Diagnostic {
    switch self {
    case .cannotOpen(let name, let errno):
      Diagnostic(
        .error, at: Location(name), what: "cannot open the file", why: errno.reason,
        remedy: errno == .noSuchFileOrDirectory ? "Check the name" : "")
    case .isDirectory(let name):
      Diagnostic(
        .error, at: Location(name), what: "this is a directory",
        why: "this command reads files", remedy: "Name the files, or give the folder to nianbao convert")
    case .cannotRead(let name, let errno):
      Diagnostic(.error, at: Location(name), what: "cannot read", why: errno.reason)
    case .cannotCreate(let name, let errno):
      Diagnostic(
        .error, at: Location(name), what: "cannot create the output", why: errno.reason,
        remedy: "Give -o a file in a folder that exists and that you may write to")
    case .noTemporaryFile(let folder, let errno):
      Diagnostic(
        .error, at: Location(folder), what: "cannot create a temporary file", why: errno.reason,
        remedy: "Set TMPDIR to a folder that exists and that you may write to")
    case .cannotWrite(let name, let errno):
      Diagnostic(
        .error, at: Location(name), what: "cannot write", why: errno.reason,
        remedy: errno == .noSpace ? "Make room on the disk" : "")
    case .unknownEncoding(let name, let encoding):
      Diagnostic(
        .error, at: Location(name), what: "cannot read \(encoding)",
        why: "the C library of this machine has no table for it",
        remedy: "Convert the file to UTF-8 elsewhere")
    }
  }
}

extension Errno {
  var reason: String { description }
}
