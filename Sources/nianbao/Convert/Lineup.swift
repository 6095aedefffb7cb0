import ArgumentParser
import Bytes
import Foundation

/// Hands out inputs to threads, and gives what they make of them in the order of the inputs.
///
/// The input whose turn it is goes through at once. What is made ahead of its turn waits, up to a limit: a thread that is too far
/// ahead waits itself. So the output does not depend on the threads, nor memory on the number of inputs.
final class Lineup: @unchecked Sendable {
  /// A piece of what comes of an input, in the order it came.
  enum Piece: Sendable {
    case facts([UInt8])
    case message(Diagnostic)
    /// A part of an earlier run that still holds.
    case kept(Manifest.Entry)
    case end(Outcome)
  }

  /// How an input ended.
  struct Outcome: Sendable {
    var successes = 0
    var failure: ExitCode?
    /// Where nothing further can be done.
    var fatal: (any Error)?
    /// What the manifest knows the input by, as it is.
    var key: UInt64?
  }

  private struct Waiting {
    var pieces: ArraySlice<Piece> = []
    var size = 0
  }

  // All below is looked at under the lock of the condition only.
  private let condition = NSCondition()
  private let count: Int
  private let ahead: Int
  private var handedOut = 0
  private var turn = 0
  private var isStopped = false
  private var waiting: [Int: Waiting] = [:]

  /// The most bytes of facts of an input that wait.
  private static let limit = 1 << 20

  /// - Parameters:
  ///   - count: how many inputs there are.
  ///   - ahead: how many inputs may be under way or wait.
  init(count: Int, ahead: Int) {
    self.count = count
    self.ahead = ahead
  }

  /// The next input to work on; `nil` when there is none left.
  func take() -> Int? {
    locked {
      while !isStopped, handedOut < count, handedOut - turn >= ahead { condition.wait() }
      guard !isStopped, handedOut < count else { return nil }
      handedOut += 1
      return handedOut - 1
    }
  }

  /// Gives a piece of an input.
  func put(_ piece: Piece, of input: Int) {
    locked {
      var size = 0
      if case .facts(let bytes) = piece { size = bytes.count }
      while !isStopped, size > 0, waiting[input, default: Waiting()].size > Self.limit { condition.wait() }
      waiting[input, default: Waiting()].pieces.append(piece)
      waiting[input, default: Waiting()].size += size
      if input == turn { condition.broadcast() }
    }
  }

  /// All pieces at hand of the input whose turn it is; `nil` when all inputs have ended.
  func next() -> ArraySlice<Piece>? {
    locked {
      while turn < count {
        if let item = waiting.removeValue(forKey: turn) {
          if case .end? = item.pieces.last { turn += 1 }
          condition.broadcast()
          return item.pieces
        }
        condition.wait()
      }
      return nil
    }
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
