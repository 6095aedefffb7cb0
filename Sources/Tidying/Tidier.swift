public import Bytes
public import Facts
public import Forms
public import Reports

/// Turns the cells of reports into facts.
///
/// Cost: the index of the forms' labels, a millisecond, is made with it: copy one rather than make another.
public struct Tidier: Sendable {
  private let index: FormIndex
  private var writer: FactWriter
  private var labels = LabelMemo()
  private var tables = TableMemo()
  /// What the facts of figures are called that sentences state; `nil` where these are not asked for.
  private let narrative: NarrativeKeys?

  /// - Parameters:
  ///   - library: the forms that tables are recognised by.
  ///   - extras: the columns after `value`.
  ///   - narrative: whether the figures that sentences state are facts too.
  public init(_ library: FormLibrary, with extras: Set<FactColumn> = [], narrative: Bool = false) {
    index = FormIndex(library.forms)
    writer = FactWriter(with: extras)
    self.narrative = narrative ? NarrativeKeys(library) : nil
  }

  /// Appends the header of the facts.
  public func appendHeader(to output: inout ByteWriter) { writer.appendHeader(to: &output) }

  /// Appends the facts of one report, as the report prints them.
  ///
  /// - Parameter agencyCode: what the column `agency_code` says of the body.
  /// - Returns: how many facts it gave, and what there is to say about it; an error where figures could not be given.
  public mutating func tidy(
    _ report: Report, agencyCode: [UInt8] = [], to output: inout ByteWriter
  ) -> (factCount: Int, diagnostics: [Diagnostic]) {
    writer.begin(agency: report.agency, year: report.year, source: report.source, agencyCode: agencyCode)
    var tidying = Tidying(report, index: index, writer: writer, labels: &labels)
    tidying.run(&tables, labels: &labels, to: &output)
    if let narrative { tidying.writeNarrative(narrative, to: &output) }
    return (tidying.factCount, tidying.diagnostics)
  }
}
