import Bytes
import Testing

@testable import Readers

private func run(_ script: String, input: [UInt8] = [], limit: Int = 1 << 24, seconds: Int = 20) throws
  -> String
{
  let program = ExternalProgram(name: "sh", arguments: ["-c", script], package: "dash")
  return String(decoding: try program.run(input.span, limit: limit, seconds: seconds), as: UTF8.self)
}

/// Why a program failed; `nil` where it is missing.
private func failure(_ body: () throws -> String) -> String? {
  do {
    return "gave \(try body().count) characters"
  } catch ExternalProgram.Failure.failed(let why) {
    return why
  } catch {
    return nil
  }
}

@Test func aProgramReadsTheDocumentAndItsOutputIsRead() throws {
  let document = [UInt8](repeating: 0x61, count: 3_000_000)
  #expect(try run("cat", input: document).utf8.count == document.count)
  // A program that does not read, and one that fills the other pipe.
  #expect(try run("echo 1", input: document) == "1\n")
  #expect(try run("head -c 1000000 /dev/zero >&2; echo 2") == "2\n")
}

@Test func aProgramThatFailsSaysWhyInItsFirstLine() {
  #expect(failure { try run("echo 'Syntax error.' >&2; echo more >&2; exit 3") } == "Syntax error")
  #expect(failure { try run("exit 1") } == "it gives no reason")
  #expect(failure { try run("kill -9 $$") } == "it gives no reason")
}

@Test func timeAndOutputAreBounded() {
  #expect(failure { try run("exec sleep 60", seconds: 1) } == "it took longer than 1 seconds")
  #expect(failure { try run("exec yes", limit: 1 << 20) } == "it writes more than 1 MiB")
}

@Test func aMissingProgramIsNamedWithItsPackage() {
  let program = ExternalProgram(name: "no-such-program", arguments: [], package: "x")
  let document: [UInt8] = []
  #expect(failure { String(decoding: try program.run(document.span, limit: 1), as: UTF8.self) } == nil)
}
