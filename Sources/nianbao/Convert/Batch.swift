import ArgumentParser
import Bytes
import Facts
import Reports

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
    keepFreedMemory()
    var store: ManifestBox? = nil
    if let manifest = options.manifest { store = ManifestBox(try Manifest(manifest)) }
    let jobs = min(options.jobs ?? processorCount, max(files.count, 1))
    if jobs == 1, store == nil { return try convertInTurn(failures: &failures, to: &writer) }
    let lineup = Lineup(count: files.count, threads: jobs)
    defer { lineup.stop() }
    let known = store?.manifest.kept
    let fingerprint = store.map { _ in maker.fingerprint }
    let (files, own) = (files, maker)
    startThreads(jobs) {
      var worker = Worker(lineup: lineup, maker: own, known: known, fingerprint: fingerprint)
      worker.work(on: files)
    }
    try collect(lineup, store, failures: &failures, to: &writer)
  }

  /// Without threads: one alone would only hand its facts over.
  private func convertInTurn(failures: inout Failures, to writer: inout ByteWriter) throws {
    let progress = Progress(total: files.count, isQuiet: options.quiet)
    defer { progress.clear() }
    var (maker, own) = (maker, Failures { progress.say($0) })
    var reports = options.quiet ? nil : RunReports(files)
    for (place, file) in files.enumerated() {
      own.reset()
      try maker.write(file, failures: &own, to: &writer)
      reports?.add(maker.reports, of: place).forEach(progress.say)
      failures.add(successes: own.successes, first: own.first)
      progress.advance(isFailed: own.first != nil, isKept: false)
      if options.onFailure == .failFast, let failure = own.first { throw failure }
    }
    reports?.messages.forEach(progress.say)
    progress.end()
  }

  private func collect(
    _ lineup: Lineup, _ store: ManifestBox?, failures: inout Failures, to writer: inout ByteWriter
  ) throws {
    let progress = Progress(total: files.count, isQuiet: options.quiet)
    defer {
      progress.clear()
      // Also of a run that ends early.
      _ = try? store?.manifest.flush()
    }
    var isKept = false
    var reports = options.quiet ? nil : RunReports(files)
    while let pieces = lineup.next() {
      for piece in pieces {
        switch piece {
        case .message(let diagnostic): progress.say(diagnostic)
        case .facts(let facts):
          try writer.write(facts.bytes.span)
          try store?.manifest.append(facts.bytes.span)
          lineup.takeBack(facts)
        case .kept(let entry):
          isKept = true
          try store?.manifest.copy(entry, to: &writer)
        case .end(let outcome):
          if let fatal = outcome.fatal { throw fatal }
          if !isKept {
            try store?.manifest.end(
              outcome.failure == nil ? outcome.key : nil, input: files[progress.done].visible(),
              checksum: outcome.checksum, reports: outcome.reports)
          }
          reports?.add(outcome.reports, of: progress.done).forEach(progress.say)
          failures.add(successes: outcome.successes, first: outcome.failure)
          progress.advance(isFailed: outcome.failure != nil, isKept: isKept)
          isKept = false
          if options.onFailure == .failFast, let failure = outcome.failure { throw failure }
        }
      }
    }
    reports?.messages.forEach(progress.say)
    progress.end()
  }
}

/// Lets memory that one document gives up be there for the next. glibc hands what is free at the end of its memory back to the
/// system, from twice the largest block on that was ever given up, and asks for it again: a third of a Word document's time, by chance.
@inline(never) private func keepFreedMemory() {
  var block: [UInt8] = []
  block.reserveCapacity(4 << 20)
  withExtendedLifetime(block) {}
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
  /// What earlier runs made; `nil` where nothing is kept.
  let known: Manifest.Kept?
  /// What the keys have in them of the options; `nil` where no keys are wanted.
  let fingerprint: UInt64?

  mutating func work(on files: [String]) {
    let tray = Tray(lineup)
    var failures = Failures { tray.add(.message($0)) }
    var writer = ByteWriter(name: "facts") { tray.add($0) }
    while let (inputs, run) = lineup.take() {
      tray.run = run
      for index in inputs {
        failures.reset()
        let outcome = convert(files[index], tray, failures: &failures, to: &writer)
        tray.add(.end(outcome))
      }
      // Facts may stand behind the end of their input, but for a manifest, which asks for each one's.
      try? writer.flush()
      tray.handOver(ending: inputs.count)
    }
  }

  private mutating func convert(
    _ file: String, _ tray: Tray, failures: inout Failures, to writer: inout ByteWriter
  ) -> Lineup.Outcome {
    var outcome = Lineup.Outcome()
    outcome.key = fingerprint.flatMap { FactsMaker.key(of: file, fingerprint: $0) }
    if let key = outcome.key, let entry = known?.entry(key, of: file, say: failures.say) {
      outcome.successes = 1
      outcome.reports = entry.reports
      tray.add(.kept(entry))
      return outcome
    }
    if fingerprint != nil { tray.checksum = FNV1a() }
    do {
      try maker.write(file, failures: &failures, to: &writer)
      if fingerprint != nil { try writer.flush() }
    } catch {
      outcome.fatal = error
    }
    outcome.reports = maker.reports
    outcome.checksum = tray.checksum?.closed(with: maker.reports) ?? 0
    outcome.successes = failures.successes
    outcome.failure = failures.first
    return outcome
  }
}

/// The pieces that a thread has made and not handed over yet.
private final class Tray {
  private let lineup: Lineup
  private var pieces: [Lineup.Piece] = []
  private var size = 0
  var run = 0
  /// Of the facts of the input at hand, where a manifest wants it.
  var checksum: FNV1a?

  /// The most bytes of facts that wait.
  private static let limit = 1 << 20

  init(_ lineup: Lineup) { self.lineup = lineup }

  func add(_ piece: Lineup.Piece) { pieces.append(piece) }

  func add(_ facts: Span<UInt8>) {
    checksum?.append(facts)
    let memory = lineup.spare()
    memory.bytes.append(span: facts)
    pieces.append(.facts(memory))
    size += facts.count
    if size > Self.limit { handOver(ending: 0) }
  }

  func handOver(ending inputs: Int) {
    lineup.put(pieces, size: size, of: run, ending: inputs)
    pieces.removeAll()
    size = 0
  }
}
