import ArgumentParser
import Bytes
import Facts
import Foundation

/// Hands out runs of inputs to threads, and gives what they make of them in the order of the inputs.
///
/// The run whose turn it is goes through at once. What is made ahead of its turn waits, up to a limit: a thread that is too far
/// ahead waits itself. So the output does not depend on the threads, nor memory on the number of inputs.
final class Lineup: @unchecked Sendable {
  /// A piece of what comes of an input, in the order it came.
  enum Piece: Sendable {
    case facts(Facts)
    case message(Diagnostic)
    /// A part of an earlier run that still holds.
    case kept(Manifest.Entry)
    case end(Outcome)
  }

  /// Memory for facts, used over and over: freed, it would go back to the system each time, and be asked for again. One thread has
  /// it at a time.
  final class Facts: @unchecked Sendable {
    var bytes: [UInt8] = []
  }

  /// How an input ended.
  struct Outcome: Sendable {
    var successes = 0
    var failure: ExitCode?
    /// Where nothing further can be done.
    var fatal: (any Error)?
    /// What the manifest knows the input by, as it is.
    var key: UInt64?
    /// Whose facts it gave, and a checksum of all where a manifest wants one.
    var reports: [ReportName] = []
    var checksum: UInt64 = 0
  }

  private struct Waiting {
    var pieces: [Piece] = []
    /// Bytes of facts.
    var size = 0
    var isWhole = false
  }

  // All below is looked at under the lock of the condition only.
  private let condition = NSCondition()
  private let count: Int
  private let threads: Int
  /// The next input to hand out.
  private var input = 0
  /// Runs that were handed out, and the one whose turn it is.
  private var handedOut = 0
  private var turn = 0
  /// What the inputs that have ended gave, in bytes, and how many they are.
  private var ended = (size: 0, count: 0)
  private var isStopped = false
  private var waiting: [Int: Waiting] = [:]
  /// The bytes of facts of all that waits.
  private var size = 0
  /// The most of these before a thread has to wait with more of them; less would make threads wait whose inputs hold many reports.
  private let limit: Int
  private var spares: [Facts] = []

  /// - Parameters:
  ///   - count: how many inputs there are.
  ///   - threads: how many threads take runs.
  init(count: Int, threads: Int) {
    self.count = count
    self.threads = threads
    limit = threads * 32 << 20
  }

  /// How many inputs make a run. Handing one over costs as much as a tenth of a small report; but nobody shall wait long for a run of
  /// another, and an input may hold a thousand reports.
  private var length: Int {
    guard ended.count > 0 else { return 1 }
    let most = min(32, (count - input) / (threads * 4))
    return max(min((512 << 10) / (ended.size / ended.count + 1), most), 1)
  }

  /// The next inputs to work on, and the number of their run; `nil` when there are none left.
  func take() -> (inputs: Range<Int>, run: Int)? {
    locked {
      while !isStopped, input < count, handedOut - turn >= 8 * threads { condition.wait() }
      guard !isStopped, input < count else { return nil }
      let inputs = input..<input + length
      input = inputs.upperBound
      defer { handedOut += 1 }
      return (inputs, handedOut)
    }
  }

  /// Gives pieces of a run.
  ///
  /// - Parameters:
  ///   - size: the bytes of facts in them.
  ///   - inputs: how many inputs end with them; only the last pieces of a run have any.
  func put(_ pieces: [Piece], size: Int, of run: Int, ending inputs: Int) {
    locked {
      // The run whose turn it is waits only until what it gave before has been taken.
      while !isStopped, inputs == 0, run == turn ? waiting[run] != nil : self.size > limit {
        condition.wait()
      }
      waiting[run, default: Waiting()].pieces += pieces
      waiting[run, default: Waiting()].size += size
      waiting[run]?.isWhole = inputs > 0
      self.size += size
      ended = (ended.size + size, ended.count + inputs)
      if run == turn { condition.broadcast() }
    }
  }

  /// All pieces at hand of the run whose turn it is; `nil` when all have ended.
  func next() -> [Piece]? {
    locked {
      while turn < handedOut || input < count {
        if let item = waiting.removeValue(forKey: turn) {
          if item.isWhole { turn += 1 }
          size -= item.size
          condition.broadcast()
          return item.pieces
        }
        condition.wait()
      }
      return nil
    }
  }

  /// Empty memory for facts.
  func spare() -> Facts { locked { spares.popLast() ?? Facts() } }

  /// Takes memory back whose facts have gone through.
  func takeBack(_ facts: Facts) {
    facts.bytes.removeAll(keepingCapacity: true)
    locked { spares.append(facts) }
  }

  /// Gives up: no input is handed out any more, and nobody waits.
  func stop() {
    locked {
      isStopped = true
      condition.broadcast()
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    condition.lock()
    defer { condition.unlock() }
    return body()
  }
}

/// Starts threads that work until `work` returns. Their stacks are as large as that of a main thread.
func startThreads(_ count: Int, _ work: @escaping @Sendable () -> Void) {
  for _ in 0..<count {
    let thread = Thread(block: work)
    thread.stackSize = 8 << 20
    thread.start()
  }
}

/// The number of processors that this process may use.
var processorCount: Int { ProcessInfo.processInfo.activeProcessorCount }
