import ArgumentParser
import Bytes
import Facts
import Forms

/// Converts many inputs, several at a time, into tidy facts in the order of the inputs.
struct Batch {
  private let files: [String]
  private let options: BatchOptions
  private let maker: FactsMaker

  init(_ files: [String], options: BatchOptions, maker: FactsMaker) {
    self.files = files
    self.options = options
    self.maker = maker
  }

  /// Writes the facts of all inputs, header first.
  /// - Throws: an error of the output, or the exit code of the first failure with `--fail-fast`.
  func run(failures: inout Failures, to writer: inout ByteWriter) throws {
    maker.appendHeader(to: &writer)
    var store: ManifestBox? = nil
    if let manifest = options.manifest { store = ManifestBox(try Manifest(manifest)) }
    let jobs = min(options.jobs ?? processorCount, max(files.count, 1))
    let lineup = Lineup(count: files.count, ahead: 64 * jobs)
    defer { lineup.stop() }
    let known = store?.manifest.entries ?? [:]
    let fingerprint = store.map { _ in maker.fingerprint }
    let (files, own) = (files, maker)
    startThreads(jobs) {
      var worker = Worker(lineup: lineup, maker: own, known: known, fingerprint: fingerprint)
      while let index = lineup.take() { worker.convert(files[index], number: index) }
    }
    try collect(lineup, store, failures: &failures, to: &writer)
  }

  private func collect(
    _ lineup: Lineup, _ store: ManifestBox?, failures: inout Failures, to writer: inout ByteWriter
  ) throws {
    var progress = Progress(total: files.count, isQuiet: options.quiet)
    defer {
      progress.clear()
      // Also of a run that ends early.
      _ = try? store?.manifest.flush()
    }
    var isKept = false
    while let pieces = lineup.next() {
      for piece in pieces {
        switch piece {
        case .message(let diagnostic):
          if options.quiet, diagnostic.severity != .error { continue }
          progress.clear()
          say(diagnostic)
        case .facts(let bytes):
          writer.append(bytes)
          try writer.flushIfFull()
          try store?.manifest.append(bytes.span)
        case .kept(let entry):
          isKept = true
          try store?.manifest.copy(entry, to: &writer)
        case .end(let outcome):
          if let fatal = outcome.fatal { throw fatal }
          if !isKept {
            try store?.manifest.end(outcome.failure == nil ? outcome.key : nil, input: files[progress.done])
          }
          failures.add(successes: outcome.successes, first: outcome.failure)
          progress.advance(isFailed: outcome.failure != nil, isKept: isKept)
          isKept = false
          if options.onFailure == .failFast, let failure = outcome.failure { throw failure }
        }
      }
    }
    progress.clear()
    if let summary = progress.summary() { say(summary) }
  }
}

/// A box, for the compiler has no optional that cannot be copied and is changed in place.
private final class ManifestBox {
  var manifest: Manifest

  init(_ manifest: consuming Manifest) { self.manifest = manifest }
}

/// What one thread has for itself.
private struct Worker {
  let lineup: Lineup
  var maker: FactsMaker
  /// What earlier runs made, by the keys of inputs.
  let known: [UInt64: Manifest.Entry]
  /// What the keys have in them of the options; `nil` where no keys are wanted.
  let fingerprint: UInt64?

  mutating func convert(_ file: String, number: Int) {
    let lineup = lineup
    var outcome = Lineup.Outcome()
    outcome.key = fingerprint.flatMap { FactsMaker.key(of: file, fingerprint: $0) }
    if let key = outcome.key, let entry = known[key] {
      outcome.successes = 1
      lineup.put(.kept(entry), of: number)
    } else {
      var failures = Failures { lineup.put(.message($0), of: number) }
      var writer = ByteWriter(name: file) { lineup.put(.facts([UInt8](copying: $0)), of: number) }
      do {
        try maker.write(file, failures: &failures, to: &writer)
        try writer.flush()
      } catch {
        outcome.fatal = error
      }
      outcome.successes = failures.successes
      outcome.failure = failures.first
    }
    lineup.put(.end(outcome), of: number)
  }
}
