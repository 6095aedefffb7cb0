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
  }

  /// Text in columns, as the pages show it, a form feed behind each.
  static let pdftotext = ExternalProgram(
    name: "pdftotext", arguments: ["-layout", "-enc", "UTF-8", "-", "-"], package: "poppler-utils"
  )
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
      let process = spawn([input.descriptor, outputEnd, errorsEnd])
      try outputEnd.close()
      try errorsEnd.close()
      guard let process else { throw Failure.missing }
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
    } catch {
      throw .failed("it cannot be started: \(error)")
    }
  }

  // MARK: the process

  /// Starts the program with the three standard descriptors; `nil` where it is not installed.
  private func spawn(_ descriptors: [FileDescriptor]) -> pid_t? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
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
      unsafe posix_spawnp(&process, name, &actions, nil, words, environment)
    }
    return status == 0 ? process : nil
  }

  /// Held while a pipe is made and while a program is started: a program that another thread starts in between would get the pipe's
  /// ends, and the pipe would not end before that program does.
  private static let descriptors = Mutex(())

  /// Both ends of a pipe, which the program gets only as its standard output.
  private static func pipe() throws -> (read: FileDescriptor, write: FileDescriptor) {
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
