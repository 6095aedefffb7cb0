import Bytes
import Facts
import Forms
import Readers
import Reports
import Tidying

/// What the rooms make of an input.
package struct Reading: Equatable, Sendable {
  package struct Report: Equatable, Sendable {
    package var agency: String
    package var year: String
  }

  package var reports: [Report] = []
  package var facts: [Fact] = []
  package var messages: [String] = []
  /// The messages about what was refused.
  package var errors: [String] = []
  package var hasError: Bool { !errors.isEmpty }
  /// Bytes of tidy facts.
  package var outputSize = 0
}

/// Raw bytes to tidy facts, all in this process.
package struct Rooms: Sendable {
  package let library: FormLibrary
  private let vocabulary: Vocabulary
  private var tidier: Tidier

  package init() throws {
    library = try FormLibrary()
    vocabulary = library.vocabulary
    tidier = Tidier(library)
  }

  /// - Throws: `FactsError` where the facts cannot be read back: a bug.
  package func read(_ bytes: [UInt8]) throws -> Reading {
    var rooms = self
    return try rooms.readOn(bytes)
  }

  /// As `read`, with a tidier that has seen all that was read so before.
  package mutating func readOn(_ bytes: [UInt8]) throws -> Reading {
    var reading = Reading()
    var output = ByteWriter()
    tidier.appendHeader(to: &output)
    var reports = ReportReader(ByteReader(bytes: bytes, name: "t"), name: "t", vocabulary: vocabulary)
    do {
      while let report = try reports.next() {
        reading.reports.append(
          .init(
            agency: String(decoding: report.agency, as: UTF8.self),
            year: String(decoding: report.year, as: UTF8.self)))
        for message in report.notes { reading.note(message) }
        for message in tidier.tidy(report, to: &output).diagnostics { reading.note(message) }
      }
    } catch {
      reading.note(error.diagnostic)
    }
    reading.outputSize = output.bytes.count
    var facts = try FactReader(ByteReader(bytes: Array(output.bytes), name: "facts"))
    while try facts.next() {
      reading.facts.append(
        Fact(
          agency: String(facts.agency), year: String(facts.year), section: String(facts.section),
          row: String(facts.row), column: String(facts.column), value: String(facts.value)))
    }
    return reading
  }
}

extension Reading {
  fileprivate mutating func note(_ message: Diagnostic) {
    messages.append(message.description)
    if message.severity == .error { errors.append(message.description) }
  }
}
