public import Bytes

/// Why an archive, or an entry of it, cannot be read.
public enum ZIPError: Error, Equatable, Sendable {
  /// No end of a central directory: no archive, or one whose end is cut off.
  case noDirectory(name: String)
  /// A structure that is cut off or contradicts itself; which, and where it begins in the archive.
  case damaged(name: String, what: String, offset: Int)
  /// The archive is spread over several files.
  case split(name: String)
  case tooManyEntries(name: String, count: Int)
  /// Two entries share bytes, as those of bombs do.
  case overlap(name: String, entry: String)
  case encrypted(name: String, entry: String)
  /// A way of compression other than stored (0) and deflate (8).
  case method(name: String, entry: String, method: Int)
  /// More bytes than the reader may inflate.
  case tooLarge(name: String, entry: String, limit: Int)
  /// So many times larger than its compressed bytes that it is made to exhaust its reader.
  case bomb(name: String, entry: String, ratio: Int)
  /// The compressed bytes cannot be inflated.
  case inflate(name: String, entry: String)
  /// Fewer or more bytes than the directory says.
  case size(name: String, entry: String, expected: Int)
  case checksum(name: String, entry: String)
  /// An archive that is written has more bytes than 32-bit sizes can say.
  case needsZIP64(name: String)
}

extension ZIPError: Explained {
  public var diagnostic: Diagnostic {
    let (name, what, why) = message
    return Diagnostic(.error, at: Location(name), what: what, why: why, remedy: remedy)
  }

  private var message: (name: String, what: String, why: String) {
    switch self {
    case .noDirectory(let name):
      (name, "the ZIP archive has no end", "it is cut off, or no archive")
    case .damaged(let name, let what, let offset):
      (name, "the ZIP archive is damaged", "\(what) at offset \(offset) is cut off or contradicts itself")
    case .split(let name):
      (name, "the ZIP archive is one part of several", "the other parts are missing")
    case .tooManyEntries(let name, let count):
      (name, "the ZIP archive holds \(count) files", "at most \(ZIPLimits.entryCount) are read")
    case .overlap(let name, let entry):
      (
        name, "“\(entry)” shares its bytes with another file of the archive",
        "no program writes such an archive"
      )
    case .encrypted(let name, let entry):
      (name, "“\(entry)” in the archive is encrypted", "it cannot be read without its password")
    case .method(let name, let entry, let method):
      (
        name, "“\(entry)” in the archive is compressed by method \(method)",
        "only stored and deflate are read"
      )
    case .tooLarge(let name, let entry, let limit):
      (name, "“\(entry)” in the archive is larger than \(limit >> 20) MiB", "no such document is")
    case .bomb(let name, let entry, let ratio):
      (
        name, "“\(entry)” in the archive inflates to more than \(ratio) times its size",
        "no such document does"
      )
    case .inflate(let name, let entry):
      (name, "“\(entry)” in the archive is damaged", "its compressed bytes cannot be inflated")
    case .size(let name, let entry, let expected):
      (
        name, "“\(entry)” in the archive is damaged",
        "it does not have the \(expected) bytes it is said to have"
      )
    case .checksum(let name, let entry):
      (name, "“\(entry)” in the archive is damaged", "its bytes do not have its checksum")
    case .needsZIP64(let name):
      (name, "the file would be larger than 4 GiB", "office programs open none that is")
    }
  }

  private var remedy: String {
    switch self {
    case .noDirectory, .damaged, .inflate, .size, .checksum: "Get the file again"
    case .split: "Join the parts first"
    case .encrypted: "Save it without a password first"
    case .method: "Save the file again with the program that opens it"
    case .needsZIP64: "Write fewer facts at once, or CSV"
    case .tooManyEntries, .overlap, .tooLarge, .bomb: "Check where the file comes from"
    }
  }
}
