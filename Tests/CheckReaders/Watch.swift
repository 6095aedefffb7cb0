import Glibc

/// Says which input it was when a reader crashes, or takes too long.
enum Watch {
  /// Seconds for one input.
  private static let limit: UInt32 = 5
  // Written by `now`, read by the handler, which may not allocate.
  nonisolated(unsafe) private static let text = UnsafeMutablePointer<CChar>.allocate(capacity: 1024)
  nonisolated(unsafe) private static var count = 0

  static func begin() {
    // What traps do in Swift, and memory faults; the alarm for what does not end.
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGALRM] {
      signal(number) { number in
        let what = number == SIGALRM ? "TOO LONG: " : "CRASH: "
        _ = write(1, what, what.utf8.count)
        _ = write(1, Watch.text, Watch.count)
        _exit(1)
      }
    }
  }

  /// The input at hand.
  static func now(_ name: String) {
    let bytes = Array((name + "\n").utf8.prefix(1024))
    for (index, byte) in bytes.enumerated() { text[index] = CChar(bitPattern: byte) }
    count = bytes.count
    alarm(limit)
  }

  /// No input is at hand: what is done now may take its time.
  static func rest() { alarm(0) }

  /// The most memory this process has held so far.
  static var peakMegabytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}
