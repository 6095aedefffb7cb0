public import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that appears whole or not at all: written beside its place, synced, then renamed.
///
/// On an error, or on a signal that ends the process, the temporary file is removed. What is no regular file (`/dev/full`, a
/// named pipe) is written directly. Of a link the file that it leads to is replaced, and the link stays.
public struct OutputFile: ~Copyable {
  public let descriptor: FileDescriptor
  private let name: String
  private let path: FilePath
  private let temporaryPath: FilePath?

  /// Creates the temporary file.
  /// - Throws: `IOError.cannotCreate`.
  public init(_ name: String) throws(IOError) {
    self.name = name
    path = FilePath(fileName: name).behindLinks
    (descriptor, temporaryPath) = try Self.create(path, name: name)
  }

  private static func create(_ path: FilePath, name: String) throws(IOError) -> (FileDescriptor, FilePath?) {
    let existing = try? Stat(path)
    if existing?.type == .directory { throw .cannotCreate(name: name, .isDirectory) }
    do {
      if let existing, existing.type != .regular {
        return (try FileDescriptor.open(path, .writeOnly), nil)
      }
      // To rename over a file takes no right to write to it; who has taken that right away wants the file kept.
      if existing != nil, unsafe path.withPlatformString({ unsafe access($0, W_OK) }) != 0 {
        throw Errno(rawValue: errno)
      }
      let temporary = FilePath(fileName: path.fileName + ".\(getpid()).tmp")
      // Before it is there: a signal may come at once.
      PendingFile.watch(temporary)
      let descriptor = try FileDescriptor.open(
        temporary, .writeOnly, options: [.create, .truncate],
        permissions: existing?.permissions ?? FilePermissions(rawValue: 0o666))
      return (descriptor, temporary)
    } catch {
      PendingFile.forget()
      throw .cannotCreate(name: name, error as? Errno ?? .ioError)
    }
  }

  /// Puts the file in its place.
  /// - Throws: `IOError.cannotWrite`.
  public consuming func commit() throws(IOError) {
    guard let temporaryPath else { return }
    guard fsync(descriptor.rawValue) == 0 else { throw .cannotWrite(name: name, Errno(rawValue: errno)) }
    // Both names end in a NUL, and stay for this call.
    let renamed = unsafe temporaryPath.withPlatformString { from in
      unsafe path.withPlatformString { to in unsafe rename(from, to) }
    }
    guard renamed == 0 else {
      throw .cannotWrite(name: name, Errno(rawValue: errno))
    }
  }

  deinit {
    try? descriptor.close()
    // After a commit the temporary name is gone already.
    if let temporaryPath {
      unsafe temporaryPath.withPlatformString { _ = unsafe unlink($0) }
      PendingFile.forget()
    }
  }
}

extension FilePath {
  /// The file that a link leads to; the path itself where it is no link, or leads nowhere.
  fileprivate var behindLinks: FilePath {
    guard (try? Stat(self, followTargetSymlink: false))?.type == .symbolicLink else { return self }
    // The path ends in a NUL, and stays for this call.
    guard let target = unsafe withPlatformString({ unsafe realpath($0, nil) }) else { return self }
    defer { unsafe free(target) }
    return unsafe FilePath(platformString: target)
  }
}

/// The one temporary file that a signal must not leave behind.
private enum PendingFile {
  // A C string for the signal handler, which may allocate nothing. One command writes one `-o` file.
  nonisolated(unsafe) static var path: UnsafeMutablePointer<CChar>?

  static func watch(_ file: FilePath) {
    unsafe path = file.withPlatformString { unsafe strdup($0) }
    // A limit of the file's size is an error of writing, like a full disk.
    _ = signal(SIGXFSZ, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] {
      // What the parent has ignored stays ignored: nohup(1).
      guard !isIgnored(signal(number, SIG_IGN)) else { continue }
      _ = signal(number) { number in
        if let path = unsafe PendingFile.path { _ = unsafe unlink(path) }
        // Die of the signal itself, so that the shell sees 130 or 143.
        _ = signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Whether a signal's handler, as signal(2) gives it, is to ignore it: 1, which is the address of no function.
  private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  static func forget() {
    guard let old = unsafe path else { return }
    unsafe path = nil
    unsafe free(old)
  }
}

/// A file without a name, for what must wait: it is gone when it is closed, also on a crash.
public struct TemporaryFile: ~Copyable {
  public let descriptor: FileDescriptor

  /// Creates the file in `TMPDIR`, or `/tmp`.
  /// - Throws: `IOError.noTemporaryFile`.
  public init() throws(IOError) {
    // The value ends in a NUL, and stays until the environment is changed, which nothing here does.
    let wish = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
    let folder = wish.isEmpty ? "/tmp" : wish
    var template = Array((folder + "/nianbao-XXXXXX").utf8CString)
    // The template ends in a NUL, as mkstemp(3) wants it.
    let number = unsafe mkstemp(&template)
    guard number >= 0 else { throw .noTemporaryFile(folder: folder, Errno(rawValue: errno)) }
    _ = unsafe unlink(template)
    descriptor = FileDescriptor(rawValue: number)
  }

  /// A reader from the file's beginning.
  /// - Throws: `IOError.cannotRead`.
  public func reader() throws(IOError) -> ByteReader {
    try descriptor.rewind()
    return ByteReader(descriptor: descriptor, name: "temporary file", closes: false)
  }

  /// A reader from the file's beginning, which is the file's owner from here on.
  /// - Throws: `IOError.cannotRead`.
  public consuming func readBack() throws(IOError) -> ByteReader {
    let descriptor = descriptor
    discard self
    let reader = ByteReader(descriptor: descriptor, name: "temporary file", closes: true)
    try descriptor.rewind()
    return reader
  }

  deinit { try? descriptor.close() }
}

extension FileDescriptor {
  fileprivate func rewind() throws(IOError) {
    do {
      try seek(offset: 0, from: .start)
    } catch {
      throw .cannotRead(name: "temporary file", error as? Errno ?? .ioError)
    }
  }

  /// Lets a pipe hold a megabyte, where it is one: with 64 KiB, as pipes begin, the stages on both sides wait for each other.
  public func widenPipe() {
    #if os(Linux)
      // F_SETPIPE_SZ of fcntl(2), which the C library names for GNU programs only.
      _ = fcntl(rawValue, 1031, 1 << 20)
    #endif
  }

  /// Keeps other processes from locking the file until it is closed; `false` where one has done so already.
  public func lock() -> Bool { flock(rawValue, LOCK_EX | LOCK_NB) == 0 }

  /// Whether a person looks at what is written.
  public var isTerminal: Bool { isatty(rawValue) == 1 }
}

extension FilePath {
  /// The paths that this one stands for as a pattern, in the order of their bytes; see glob(7).
  public func expanded() -> [String] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    // Bytes, not the order of a language: the same on every machine.
    // The pattern ends in a NUL, and stays for this call.
    let status = unsafe withPlatformString { unsafe glob($0, GLOB_NOSORT, nil, &found) }
    guard status == 0 else { return [] }
    let paths = unsafe (0..<Int(found.gl_pathc)).compactMap { index in
      unsafe found.gl_pathv[index].map { unsafe String(cFileName: $0) }
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
