public import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files of folders, as the system tells them: a few microseconds a file, where Foundation needs a multiple.
public struct Folder {
  /// The paths of the files, in the order of their bytes.
  public private(set) var files: [String] = []
  /// Folders that could not be opened: what is in them is not known.
  public private(set) var closed: [(path: String, reason: Errno)] = []

  /// All files below a folder. What is hidden is passed over, and links to folders are not followed.
  ///
  /// - Parameter isWanted: tells by the path whether a file is wanted.
  public init(_ folder: String, where isWanted: (String) -> Bool) {
    addFiles(below: folder.hasSuffix("/") ? folder : folder + "/", where: isWanted)
    files.sort { $0.utf8.span.precedes($1.utf8.span) }
  }

  private mutating func addFiles(below folder: String, where isWanted: (String) -> Bool) {
    guard let directory = unsafe opendir(folder) else {
      closed.append((folder, Errno(rawValue: errno)))
      return
    }
    defer { unsafe closedir(directory) }
    while let entry = unsafe readdir(directory) {
      // The name ends in a NUL, and stays until the next entry is read.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
      }
      if name.utf8.first == UInt8(ascii: ".") { continue }
      let path = folder + name
      var kind = unsafe Int32(entry.pointee.d_type)
      // Links, and file systems that do not tell.
      if kind == DT_LNK || kind == DT_UNKNOWN { kind = Self.type(of: path, isLink: kind == DT_LNK) }
      if kind == DT_DIR { addFiles(below: path + "/", where: isWanted) }
      if kind == DT_REG, isWanted(path) { files.append(path) }
    }
  }

  private static func type(of path: String, isLink: Bool) -> Int32 {
    switch (try? Stat(FilePath(path)))?.type {
    case .regular: Int32(DT_REG)
    case .directory: isLink ? Int32(DT_UNKNOWN) : Int32(DT_DIR)
    default: Int32(DT_UNKNOWN)
    }
  }
}
