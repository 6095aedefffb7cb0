import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files of folders, as the system tells them: a few microseconds a file, where Foundation needs a multiple.
public enum Folder {
  /// The paths of all files below a folder, in the order of their bytes. What is hidden is passed over, links to folders are not
  /// followed, and a folder that cannot be opened has no files.
  ///
  /// - Parameter isWanted: tells by the path whether a file is wanted.
  public static func files(below folder: String, where isWanted: (String) -> Bool) -> [String] {
    var found: [String] = []
    addFiles(below: folder.hasSuffix("/") ? folder : folder + "/", where: isWanted, to: &found)
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func addFiles(
    below folder: String, where isWanted: (String) -> Bool, to found: inout [String]
  ) {
    guard let directory = unsafe opendir(folder) else { return }
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
      if kind == DT_LNK || kind == DT_UNKNOWN { kind = type(of: path, isLink: kind == DT_LNK) }
      if kind == DT_DIR { addFiles(below: path + "/", where: isWanted, to: &found) }
      if kind == DT_REG, isWanted(path) { found.append(path) }
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
