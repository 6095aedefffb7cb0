public import Bytes
public import Facts

/// Writes facts as the text of a report: a title, the headings, the tables with a cell on each line.
///
/// This is the tab form that `extract` reads: a tab before each cell, an empty line behind each row.
public struct ReportText: Sendable {
  private let printer: FormPrinter

  public init(_ library: FormLibrary) { printer = FormPrinter(library) }

  /// Appends the text of a report.
  public func append(_ report: ReportFacts, to output: inout ByteWriter) {
    output.append(report.agency)
    output.append(report.year)
    output.append("年政府信息公开工作年度报告\n\n")
    // The outline tells where a report begins when several stand in one text.
    output.append("一、总体情况\n")
    var heading: [UInt8] = []
    for table in printer.tables(report) {
      if table.heading != heading {
        heading = table.heading
        output.append(heading)
        output.append("\n")
      }
      append(table, to: &output)
    }
    output.append("\n")
  }

  private func append(_ table: PrintedTable, to output: inout ByteWriter) {
    for row in table.rows {
      for cell in row {
        output.append(.tab)
        output.append(cell.text)
        output.append(.lineFeed)
      }
      output.append(.lineFeed)
    }
    output.append(.lineFeed)
  }
}
