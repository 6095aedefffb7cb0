import Bytes
import Forms
import Sheets

/// The last sheet: what the others hold, the forms, and what is not as it was in the facts.
///
/// Beside each sheet stands what its cells come to, so that reading it back can tell whether somebody has changed it. It stands in a
/// cell, for a cell is what every program keeps.
public struct AboutSheet {
  public static let name = "说明"

  private var sheets: [(name: String, what: String)] = []

  mutating func add(_ name: String, _ what: String) { sheets.append((name, what)) }

  func write(
    _ notes: WorkbookNotes, check: CheckSummary?, library: FormLibrary, with writer: inout WorkbookWriter,
    to output: inout ByteWriter
  ) throws(IOError) {
    let digests = writer.digests
    let widths = [44, 80] + (digests.isEmpty ? [] : [20])
    try writer.beginSheet(SheetLayout(Self.name, columnWidths: widths), to: &output)
    try row("政府信息公开工作年度报告数据", nil, .title, with: &writer, to: &output)
    try row(
      "工作表", "内容", digest: digests.isEmpty ? nil : Self.digestTitle, .header, with: &writer, to: &output)
    for sheet in sheets {
      try row(sheet.name, sheet.what, digest: digests[sheet.name], .label, with: &writer, to: &output)
    }
    try row("数据条数", String(notes.facts), .label, with: &writer, to: &output)
    if let words = check?.words { try row("勾稽关系", words, .label, with: &writer, to: &output) }
    try row("格式", "依据", .header, with: &writer, to: &output)
    for form in library.forms {
      let years = "\(form.firstYear)–\(form.lastYear.map(String.init) ?? "")"
      try row("\(form.title)（\(years)）", form.notice, .label, with: &writer, to: &output)
    }
    for warning in warnings(notes) + (check?.warningWords ?? []) {
      try row("注意", warning, .error, with: &writer, to: &output)
    }
    try writer.endSheet(to: &output)
  }

  private func warnings(_ notes: WorkbookNotes) -> [String] {
    var warnings: [String] = []
    if notes.repeatedBodies > 0 { warnings.append("有 \(notes.repeatedBodies) 个机关和年度重复出现，各占一行") }
    if notes.cutCells > 0 { warnings.append("有 \(notes.cutCells) 个单元格超过 32,767 字，已截断") }
    if notes.joinedCells > 0 { warnings.append("有 \(notes.joinedCells) 个单元格换行超过 253 处，其余换行已改为空格") }
    if notes.leftOutColumns > 0 { warnings.append("宽表有 \(notes.leftOutColumns) 列放不下，只在“数据”里") }
    return warnings
  }

  /// The title of the column in which the checksums stand.
  public static let digestTitle = "校验码"

  private func row(
    _ left: String, _ right: String?, digest: String? = nil, _ style: CellStyle,
    with writer: inout WorkbookWriter,
    to output: inout ByteWriter
  ) throws(IOError) {
    writer.beginRow(height: style == .title ? 30 : 0, to: &output)
    // What has no checksum takes its column, too.
    let isWide = !writer.digests.isEmpty
    writer.append(left, style, across: right != nil ? 1 : isWide ? 3 : 2, to: &output)
    if let right { writer.append(right, style, across: isWide && digest == nil ? 2 : 1, to: &output) }
    if let digest { writer.append(digest, style, to: &output) }
    try writer.endRow(to: &output)
  }
}
