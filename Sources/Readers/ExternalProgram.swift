import Bytes
import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A program that is installed beside this one and turns a document into text: bytes in, text out.
///
/// The document waits in a file without a name, not in a pipe, so that a program that ends early is no broken pipe. Output is
/// bounded, and so is the time.
struct ExternalProgram {
  let name: String
  let arguments: [String]
  /// The Debian package that has it.
  let package: String

  enum Failure: Error {
    case missing
    /// It ended with an error, or was ended; why.
    case failed(String)
    /// The document could not be handed over.
    case input(IOError)
  }

  /// Without line breaks of its own; `|` parts the cells of a row.
  static let antiword = ExternalProgram(
    name: "antiword", arguments: ["-m", "UTF-8", "-w", "0", "-"], package: "antiword")

  /// What the program writes for a document.
  ///
  /// - Parameters:
  ///   - limit: the most bytes of output.
  ///   - seconds: the longest it may take.
  func run(_ document: Span<UInt8>, limit: Int, seconds: Int = 60) throws(Failure) -> [UInt8] {
    do {
      let input = try TemporaryFile()
      // The span's bytes live for this call.
      try unsafe document.withUnsafeBytes { _ = unsafe try input.descriptor.writeAll($0) }
      try input.descriptor.seek(offset: 0, from: .start)
      let (output, outputEnd) = try Self.pipe()
      defer { try? output.close() }
      let (errors, errorsEnd) = try Self.pipe()
      defer { try? errors.close() }
      let process: pid_t
      do {
        defer { for end in [outputEnd, errorsEnd] { try? end.close() } }
        process = try spawn([input.descriptor, outputEnd, errorsEnd], group: ProcessGroup.shared.id)
      }
      var streams = [Stream(descriptor: output, limit: limit), Stream(descriptor: errors, limit: 4096)]
      let isInTime = Self.collect(&streams, seconds: seconds)
      if !isInTime || streams[0].isFull { _ = kill(process, SIGKILL) }
      var status: Int32 = 0
      while unsafe waitpid(process, &status, 0) == -1, errno == EINTR {}
      guard isInTime else { throw Failure.failed("it took longer than \(seconds) seconds") }
      guard !streams[0].isFull else { throw Failure.failed("it writes more than \(limit >> 20) MiB") }
      guard status == 0 else { throw Failure.failed(streams[1].firstLine) }
      return streams[0].bytes
    } catch let error as Failure {
      throw error
    } catch let error as IOError {
      throw .input(error)
    } catch {
      throw .failed("it cannot be started: \(error)")
    }
  }

  // MARK: the process

  /// Starts the program with the three standard descriptors.
  ///
  /// - Parameter group: the process group that it joins; 0 for one of its own.
  fileprivate func spawn(_ descriptors: [FileDescriptor], group: pid_t?) throws(Failure) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    if let group {
      unsafe posix_spawnattr_setpgroup(&attributes, group)
      unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    }
    for (number, descriptor) in descriptors.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, descriptor.rawValue, Int32(number))
    }
    // Nothing else of the environment: the same document gives the same text on every machine.
    let variables = ["LC_ALL=C.UTF-8", "HOME=/"]
    let words = unsafe ([name] + arguments).map { unsafe strdup($0) } + [nil]
    let environment = unsafe variables.map { unsafe strdup($0) } + [nil]
    let copies = unsafe words + environment
    defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
    var process: pid_t = 0
    // Both lists end in a null, and live until the call has copied them.
    let status = Self.descriptors.withLock { _ in
      unsafe posix_spawnp(&process, name, &actions, &attributes, words, environment)
    }
    switch Errno(rawValue: status) {
    case Errno(rawValue: 0): return process
    case .noSuchFileOrDirectory: throw .missing
    case let reason: throw .failed("it cannot be started: \(reason)")
    }
  }

  /// Held while a pipe is made and while a program is started: a program that another thread starts in between would get the pipe's
  /// ends, and the pipe would not end before that program does.
  private static let descriptors = Mutex(())

  /// Both ends of a pipe, which a program gets only as one of its standard descriptors.
  fileprivate static func pipe() throws -> (read: FileDescriptor, write: FileDescriptor) {
    try descriptors.withLock { _ in
      let ends = try FileDescriptor.pipe()
      for end in [ends.readEnd, ends.writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
      return (ends.readEnd, ends.writeEnd)
    }
  }

  // MARK: what it writes

  private struct Stream {
    let descriptor: FileDescriptor
    let limit: Int
    var bytes: [UInt8] = []
    var isOpen = true
    /// Whether more came than fits.
    var isFull = false

    /// Takes what is there; at the end the stream closes.
    mutating func read() {
      var chunk = [UInt8](repeating: 0, count: 64 << 10)
      // The buffer is the array's own, and lives for this call.
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe (try? descriptor.read(into: $0)) ?? 0 }
      if count == 0 { isOpen = false }
      let room = min(count, limit - bytes.count)
      bytes.append(contentsOf: chunk[..<room])
      if room < count { isFull = true }
    }

    var firstLine: String {
      var line = bytes.split(separator: .lineFeed).first ?? []
      if line.last == .period { line.removeLast() }
      return line.isEmpty ? "it gives no reason" : String(decoding: line.prefix(200), as: UTF8.self)
    }
  }

  /// Reads both streams to their ends, or until the output is full; `false` when time is over.
  private static func collect(_ streams: inout [Stream], seconds: Int) -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while streams.contains(where: \.isOpen), !streams[0].isFull {
      let left = clock.now.duration(to: end).components
      guard left.seconds >= 0, left.attoseconds >= 0 else { return false }
      var waiting = streams.map {
        // A negative descriptor is passed over.
        pollfd(fd: $0.isOpen ? $0.descriptor.rawValue : -1, events: Int16(POLLIN), revents: 0)
      }
      _ = unsafe poll(&waiting, nfds_t(waiting.count), Int32(left.seconds * 1000 + 1000))
      for index in streams.indices where waiting[index].revents != 0 { streams[index].read() }
    }
    return true
  }
}

/// The process group of all programs, which ends with this process however that ends: with a signal to this process alone, and by
/// SIGKILL, too.
///
/// Its leader is a shell that waits for the end of a pipe whose other end this process holds, and then kills the group. The system
/// could send a signal instead (PR_SET_PDEATHSIG), but only to the program, not to what that has started, and not as posix_spawn
/// starts it.
private struct ProcessGroup {
  /// `nil` where there is no shell: then a program ends when it writes, or when its time is over.
  let id: pid_t?

  static let shared = ProcessGroup()

  private init() {
    let watch = ExternalProgram(name: "sh", arguments: ["-c", Self.script], package: "dash")
    guard let (end, _) = try? ExternalProgram.pipe(),
      let null = try? FileDescriptor.open(FilePath("/dev/null"), .readWrite)
    else {
      id = nil
      return
    }
    id = try? watch.spawn([end, null, null], group: 0)
    try? end.close()
    try? null.close()
    // Where the process ends by itself, the shell does not stay behind as one that nobody waits for.
    atexit {
      guard let id = ProcessGroup.shared.id else { return }
      _ = kill(-id, SIGKILL)
      var status: Int32 = 0
      _ = unsafe waitpid(id, &status, 0)
    }
  }

  /// The shell lets go of what it has of this process's files: a lock on one would outlive it.
  private static let script = "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; read line; kill -9 0"
}
