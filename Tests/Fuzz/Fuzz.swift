import Bytes
import Facts
import Forms
import Glibc
import Readers
import Reports
import TestSupport
import Tidying

// The entry points that libFuzzer looks for; it brings the `main`. Source: llvm.org/docs/LibFuzzer.html
//
// FUZZ_READER names the reader that gets the bytes, as `--from` does; `word` puts them into an archive as the main part of a Word
// document, for changes to an archive hardly ever reach it.

/// Reads one input and looks at what became of it. A crash, too much time or too much memory ends the run, and libFuzzer keeps
/// the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  fuzzer.read(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

private let fuzzer = Fuzzer()

private struct Fuzzer {
  let library: FormLibrary
  let vocabulary: Vocabulary
  let kind: RawKind?
  let isMainPart: Bool

  init() {
    let reader = getenv("FUZZ_READER").map { String(cString: $0) } ?? ""
    isMainPart = reader == "word"
    kind = RawKind(rawValue: isMainPart ? "docx" : reader)
    guard let kind else {
      let names = RawKind.allCases.map(\.rawValue)
      fatalError("FUZZ_READER must be one of: \(names.joined(separator: " ")) word")
    }
    library = try! FormLibrary()
    vocabulary = library.vocabulary
  }

  func read(_ bytes: [UInt8]) {
    let input = isMainPart ? TestDocument.docx(main: bytes) : bytes
    var reports = ReportReader(
      ByteReader(bytes: input, name: "t"), name: "t", vocabulary: vocabulary, kind: kind)
    var tidier = Tidier(library)
    var output = ByteWriter()
    tidier.appendHeader(to: &output)
    do {
      while let report = try reports.next() {
        checkLines(of: report)
        _ = tidier.tidy(report, to: &output)
      }
    } catch {
      _ = error.diagnostic.description
    }
    checkFacts(Array(output.bytes), of: bytes.count)
  }

  /// Lines never go back, and texts lie in bounds.
  private func checkLines(of report: Report) {
    var line = 0
    for piece in report.pieces {
      precondition(piece.line >= line, "lines go back")
      precondition(report.text.indices.contains(piece.range) || piece.range.isEmpty, "a text out of bounds")
      line = piece.line
    }
  }

  /// What was written can be read, and is not out of proportion.
  private func checkFacts(_ written: [UInt8], of count: Int) {
    // A cell of two bytes can give a fact of some two hundred.
    precondition(written.count <= 200 * (count + 1000), "\(written.count) bytes out of \(count)")
    do {
      var facts = try FactReader(ByteReader(bytes: written, name: "facts"))
      while try facts.next() {}
    } catch {
      fatalError("the facts cannot be read: \(error)")
    }
  }
}
