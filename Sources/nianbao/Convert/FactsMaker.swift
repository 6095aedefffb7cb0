import ArgumentParser
import Bytes
import Facts
import Forms
import Readers
import Reports
import Tidying
import Workbooks

/// Makes tidy facts of inputs, one after another, with what it learns of their labels and tables.
struct FactsMaker: Sendable {
  private let library: FormLibrary
  private let columns: Set<FactColumn>
  private var tidier: Tidier
  private let settings: ReportSettings
  private let inputName: String
  /// The reports of the last input that gave facts.
  private(set) var reports: [ReportName] = []
  /// A hash of the program's version and of all options that decide what is made of an input.
  let fingerprint: UInt64

  init(_ options: Convert, library: FormLibrary) throws {
    self.library = library
    columns = try options.with.columns
    tidier = Tidier(library, with: columns, narrative: options.narrative)
    settings = try ReportSettings(options.input, options.identity, options.agencies, library: library)
    inputName = options.input.inputName
    fingerprint = try options.fingerprint
  }

  func appendHeader(to writer: inout ByteWriter) { tidier.appendHeader(to: &writer) }

  /// Writes the facts of one input; no header.
  /// - Throws: an error of the output; those of the input are said and counted.
  mutating func write(_ file: String, failures: inout Failures, to writer: inout ByteWriter) throws {
    reports.removeAll()
    do {
      var input = try ByteReader(opening: file)
      // What is asked for counts more than what is found.
      if file != "-", settings.kind == nil, let kind = try FactsFile.Kind(&input, file) {
        return try failures.addFacts { say in
          try FactsFile(file, kind).write(with: columns, library: library, to: &writer, say: say) {
            reports.append($0)
          }
        }
      }
      try readReports(
        input, name: (file == "-" ? inputName : file).visible(), settings, failures: &failures
      ) { report, code, failures in
        let result = tidier.tidy(report, agencyCode: code, to: &writer)
        if result.factCount > 0 { reports.append(ReportName(report.agency.span, report.year.span)) }
        failures.add(result)
        try writer.flushIfFull()
      }
    } catch {
      try failures.addUnlessOutput(error)
    }
  }

  /// Writes the facts of a record of an engine; no header.
  /// - Throws: what keeps the record from being read.
  mutating func write(_ record: Record, failures: inout Failures, to writer: inout ByteWriter) throws {
    try record.readReports(settings, failures: &failures) { report, code, failures in
      failures.add(tidier.tidy(report, agencyCode: code, to: &writer))
    }
  }

  /// What an input is known by: its name, its content, and the options; `nil` where it cannot be read twice.
  static func key(of file: String, fingerprint: UInt64) -> UInt64? {
    guard file != "-" else { return nil }
    var hash = FNV1a()
    hash.combine("\(fingerprint)")
    hash.combine(file)
    do {
      var reader = try ByteReader(opening: file)
      while try reader.more() {
        hash.append(reader.window)
        let count = reader.window.count
        reader.consume(count)
      }
    } catch {
      // The conversion says why.
      return nil
    }
    hash.close()
    return hash.value
  }
}

extension Convert {
  fileprivate var fingerprint: UInt64 {
    get throws {
      var hash = FNV1a()
      let words = [
        Nianbao.configuration.version, with.list, "\(narrative)", identity.agency ?? "",
        identity.year.map(String.init) ?? "", input.kind?.rawValue ?? "", input.encoding?.rawValue ?? "",
      ]
      for word in words { hash.combine(word) }
      for file in forms.formFiles + (agencies.file.map { [$0] } ?? []) {
        let content = try readAll(file)
        hash.combine(content.span)
      }
      return hash.value
    }
  }
}
