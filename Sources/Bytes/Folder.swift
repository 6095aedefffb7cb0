public import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is in folders, as the system tells it: a few microseconds a file, where Foundation needs a multiple.
public struct Folder {
  /// What is below a folder beside files and folders.
  public enum Other: String, Sendable {
    case hidden = "hidden"
    case linkToFolder = "link to a folder"
    case pipe = "named pipe"
    case socket = "socket"
    case device = "device"
  }

  /// The paths of the files, in the order of their bytes. A link that leads nowhere is one.
  public private(set) var files: [String] = []
  /// What is passed over. Links to folders may lead back to where they are.
  public private(set) var others: [(path: String, kind: Other)] = []
  /// Folders that could not be opened, or not be read to their ends: what is in them is not known.
  public private(set) var closed: [(path: String, reason: Errno)] = []

  /// All that is below a folder.
  public init(_ folder: String) {
    addFiles(below: folder.hasSuffix("/") ? folder : folder + "/")
    files.sort { $0.utf8.span.precedes($1.utf8.span) }
    others.sort { $0.path.utf8.span.precedes($1.path.utf8.span) }
  }

  private mutating func addFiles(below folder: String) {
    guard let directory = unsafe FilePath(fileName: folder).withPlatformString({ unsafe opendir($0) }) else {
      closed.append((folder, Errno(rawValue: errno)))
      return
    }
    defer { unsafe closedir(directory) }
    errno = 0
    while let entry = unsafe readdir(directory) {
      // The name ends in a NUL, and stays until the next entry is read.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe String(cFileName: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." {
        add(folder + name, name: name, type: unsafe Int32(entry.pointee.d_type))
      }
      errno = 0
    }
    if errno != 0 { closed.append((folder, Errno(rawValue: errno))) }
  }

  private mutating func add(_ path: String, name: String, type: Int32) {
    if name.utf8.first == UInt8(ascii: ".") { return others.append((path, .hidden)) }
    switch type {
    case Int32(DT_REG): files.append(path)
    case Int32(DT_DIR): addFiles(below: path + "/")
    default: addOdd(path, isLink: type == DT_LNK)
    }
  }

  /// Adds what is a link, or no file; some file systems do not tell before they are asked.
  private mutating func addOdd(_ path: String, isLink: Bool) {
    switch (try? Stat(FilePath(fileName: path)))?.type {
    case .directory: isLink ? others.append((path, .linkToFolder)) : addFiles(below: path + "/")
    case .fifo: others.append((path, .pipe))
    case .socket: others.append((path, .socket))
    case .characterSpecial, .blockSpecial: others.append((path, .device))
    default: files.append(path)
    }
  }
}
