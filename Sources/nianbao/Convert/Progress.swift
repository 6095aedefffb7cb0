import Bytes
import Foundation
import SystemPackage

/// How far a run is, as one line on a terminal that is drawn over and over; nothing elsewhere. It has no colours.
///
/// A class, for messages go through it too.
final class Progress {
  private let total: Int
  private let isQuiet: Bool
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var drawn: ContinuousClock.Instant?
  private(set) var done = 0
  private(set) var failed = 0
  /// Inputs that were taken over from an earlier run.
  private(set) var kept = 0

  init(total: Int, isQuiet: Bool) {
    self.total = total
    self.isQuiet = isQuiet
    let terminal = ProcessInfo.processInfo.environment["TERM"] ?? "dumb"
    isShown = !isQuiet && total > 1 && terminal != "dumb" && FileDescriptor.standardError.isTerminal
  }

  /// Counts an input that has ended.
  func advance(isFailed: Bool, isKept: Bool) {
    done += 1
    failed += isFailed ? 1 : 0
    kept += isKept ? 1 : 0
    // Ten times a second is as fast as eyes are.
    let now = ContinuousClock.now
    if isShown, drawn.map({ now - $0 > .milliseconds(100) }) ?? true {
      drawn = now
      draw(after: now - start)
    }
  }

  /// Says a message of an input.
  func say(_ diagnostic: Diagnostic) {
    if isQuiet, diagnostic.severity != .error { return }
    clear()
    nianbao.say(diagnostic)
  }

  /// Takes the line away, before something else is written.
  func clear() {
    guard drawn != nil else { return }
    write("\r\u{1B}[K")
    drawn = nil
  }

  /// Says the last word.
  func end() {
    clear()
    if let summary { nianbao.say(summary) }
  }

  /// How many inputs, and how they ended; not for a single one.
  private var summary: Diagnostic? {
    guard total > 1, !isQuiet, isShown || failed > 0 else { return nil }
    var parts = ["\(done) inputs"]
    if kept > 0 { parts.append("\(kept) unchanged") }
    if failed > 0 { parts.append("\(failed) failed, in part or as a whole") }
    if isShown { parts.append("in \(Self.clock(ContinuousClock.now - start))") }
    return Diagnostic(.note, at: Location(""), what: parts.joined(separator: ", "))
  }

  private func draw(after time: Duration) {
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    let rate = Double(done) / max(seconds, 0.001)
    let left = Duration.seconds(Double(total - done) / max(rate, 0.001))
    let bar = String(repeating: "#", count: 24 * done / total)
    let rest = String(repeating: "-", count: 24 - bar.count)
    let failures = failed > 0 ? ", \(failed) failed" : ""
    write("\r[\(bar)\(rest)] \(done)/\(total)\(failures), \(Int(rate))/s, \(Self.clock(left)) left\u{1B}[K")
  }

  /// `1:05` for 65 seconds, `2:00:00` for two hours.
  private static func clock(_ time: Duration) -> String {
    let seconds = Int(time.components.seconds)
    let parts =
      seconds < 3600 ? [seconds / 60, seconds % 60] : [seconds / 3600, seconds / 60 % 60, seconds % 60]
    return parts.enumerated().map { $0 > 0 && $1 < 10 ? "0\($1)" : "\($1)" }.joined(separator: ":")
  }

  private func write(_ text: String) {
    // Nobody is left to tell when the terminal is gone.
    _ = try? FileDescriptor.standardError.writeAll(text.utf8)
  }
}
