/// A figure that a form asks for: what a fact of an official table is.
public struct FormFigure: Sendable, Equatable {
  /// The place of the form in `FormLibrary.forms`.
  public let form: Int
  /// `SECTION.BLOCK`, as `requests.table`.
  public let block: String
  /// The section's code, then those of row and column, each with `.` between its levels.
  public let sectionCode: String
  public let rowCode: String
  public let columnCode: String
  public let section: String
  public let row: String
  public let column: String
  /// The unit that the form states; empty where it states none.
  public let unit: String
  /// Whether it counts money. 采购总金额 of 2019 does so without a unit: reports print 元, 万元 or nothing.
  public let isMoney: Bool

  /// The stable code of the figure.
  public var code: String { "\(sectionCode).\(rowCode)" + (isStated ? "" : ".\(columnCode)") }

  /// Whether sentences state it: no table has it.
  public var isStated: Bool { columnCode.isEmpty }
}

extension FormLibrary {
  /// All figures of all forms, form by form in printed order.
  public var figures: [FormFigure] { figureGrids.flatMap { $0.figures } }

  /// The figures that sentences state, each once, the newest form's first; they are in no block and no column.
  public var statedFigures: [FormFigure] { statedGrids.flatMap { $0.figures } }
}

extension FigureGrid {
  fileprivate var figures: [FormFigure] { (0..<count).map { self[$0] } }
}
