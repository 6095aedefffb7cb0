/// The figures of a block: one for each of its rows with values and each of its columns.
///
/// What figures have in common is there once: every start of a command that looks at figures lists them all.
public struct FigureGrid: Sendable {
  /// A row with values, or a column without others below it.
  public struct Line: Sendable {
    /// Code and label, with `.` or `/` between the levels.
    public let code: String
    public let label: String
    public let unit: String
    /// Whether it counts money although no unit says so.
    public let isMoney: Bool
  }

  /// The place of the form in `FormLibrary.forms`.
  public let form: Int
  /// `SECTION.BLOCK`, as `requests.table`.
  public let block: String
  public let sectionCode: String
  public let section: String
  public let rows: [Line]
  /// One without a code for figures that sentences state.
  public let columns: [Line]

  public var count: Int { rows.count * columns.count }

  /// Whether sentences state the figures: no table has them.
  public var isStated: Bool { columns.first?.code.isEmpty == true }

  /// The figure at a place: rows come one after another.
  public subscript(place: Int) -> FormFigure {
    let (row, column) = (rows[place / columns.count], columns[place % columns.count])
    return FormFigure(
      form: form, block: block, sectionCode: sectionCode, rowCode: row.code, columnCode: column.code,
      section: section, row: row.label, column: column.label,
      unit: unit(row, column), isMoney: isMoney(row, column))
  }

  /// The unit of the figure of a row and a column.
  public func unit(_ row: Line, _ column: Line) -> String { row.unit.isEmpty ? column.unit : row.unit }

  /// Whether the figure of a row and a column counts money.
  public func isMoney(_ row: Line, _ column: Line) -> Bool {
    column.isMoney || unit(row, column).utf8.reversed().starts(with: "元".utf8.reversed())
  }
}

extension FormLibrary {
  /// The figures of all blocks, form by form in printed order.
  public var figureGrids: [FigureGrid] {
    var grids: [FigureGrid] = []
    for (number, form) in forms.enumerated() {
      for section in form.sections {
        for block in section.blocks {
          let flat = FlatBlock(block)
          grids.append(
            FigureGrid(
              form: number, block: "\(section.code).\(block.code)", sectionCode: section.code,
              section: section.title,
              rows: flat.rows.filter(\.hasFigures).map {
                FigureGrid.Line($0, unit: $0.source.unit, isMoney: false)
              },
              columns: flat.columns.filter(\.hasFigures).map {
                FigureGrid.Line($0, unit: $0.source.unit, isMoney: $0.source.money)
              }))
        }
      }
    }
    return grids
  }

  /// The figures that sentences state, each once, the newest form's first.
  public var statedGrids: [FigureGrid] {
    var grids: [FigureGrid] = []
    for (number, form) in forms.enumerated().reversed() {
      for section in form.sections {
        guard let narrative = section.narrative else { continue }
        let newer = grids.filter { $0.sectionCode == section.code }
        let rows = narrative.figures.filter { figure in
          !newer.contains { $0.rows.contains { $0.code == figure.code } }
        }
        guard !rows.isEmpty else { continue }
        grids.append(
          FigureGrid(
            form: number, block: section.code, sectionCode: section.code, section: section.title,
            rows: rows.map { FigureGrid.Line(code: $0.code, label: $0.label, unit: $0.unit, isMoney: false) },
            columns: [FigureGrid.Line(code: "", label: narrative.column, unit: "", isMoney: false)]))
      }
    }
    return grids
  }
}

extension FigureGrid.Line {
  fileprivate init(_ line: FlatLine<some FormLine>, unit: String, isMoney: Bool) {
    self.init(
      code: String(decoding: line.code, as: UTF8.self), label: String(decoding: line.path, as: UTF8.self),
      unit: unit, isMoney: isMoney)
  }
}
