import Bytes
import Cells
import Facts

/// The unit of money that a label states in brackets: 本年收费金额（单位：元）. Labels are matched without their notes, so a report
/// may print another unit than its form.
enum StatedUnit: Sendable, Equatable {
  case none
  /// The figures count 10 to the power of `exponent` 元.
  case money(exponent: Int8)
  /// None of money, or two.
  case unclear

  init(label text: Span<UInt8>) {
    var isOpen = false
    self.init(label: text, isOpen: &isOpen)
  }

  /// Of a line that says nothing else: 单位：元, （单位：万元）. Of others `none`.
  init(line text: Span<UInt8>) {
    self = .none
    var note: [UInt8] = []
    var index = 0
    while index < text.count {
      let (character, length) = text.character(at: index)
      // In brackets or not.
      let isBracket = [0x28, 0x29, 0xFF08, 0xFF09, 0x3010, 0x3011, 0x5B, 0x5D].contains(character)
      if !isBracket, text.invisibleLength(at: index) == 0, character > 0x20, character != 0x3000 {
        note.append(span: text.extracting(index..<index + length))
      }
      index += length
      if note.count > Self.longestLine { return }
    }
    guard note.starts(with: Self.leads[0]) || note.starts(with: Self.leads[2]) else { return }
    if note.span.firstIndex(of: Self.yuan) != nil { self.init(note: note) }
  }

  /// 计量单位：人民币万元
  private static let longestLine = 40

  /// - Parameter isOpen: whether nothing closes its last bracket.
  init(label text: Span<UInt8>, isOpen: inout Bool) {
    self = .none
    var index = 0
    var note: [UInt8]?
    while index < text.count {
      let (character, length) = text.character(at: index)
      switch character {
      // ( （ 【 〔 [ ［
      case 0x28, 0xFF08, 0x3010, 0x3014, 0x5B, 0xFF3B: note = []
      case 0x29, 0xFF09, 0x3011, 0x3015, 0x5D, 0xFF3D:
        add(StatedUnit(note: note ?? []))
        note = nil
      default:
        // Blanks may stand in it.
        if text.invisibleLength(at: index) == 0, character > 0x20, character != 0x3000 {
          note?.append(span: text.extracting(index..<index + length))
        }
      }
      index += length
    }
    isOpen = note != nil
    // Cut off before the unit it says nothing.
    if let note, note.span.firstIndex(of: Self.yuan) != nil { add(StatedUnit(note: note)) }
  }

  /// A note says nothing of a unit unless it begins with one, or with 单位.
  private init(note: [UInt8]) {
    var rest = note[...]
    var isUnit = false
    while let word = Self.leads.first(where: { rest.starts(with: $0) }) {
      if word == Self.leads[0] { isUnit = true }
      rest.removeFirst(word.count)
    }
    guard let (unit, exponent) = CellValue.moneyUnits.first(where: { rest.starts(with: $0.0) }) else {
      self = isUnit ? .unclear : .none
      return
    }
    rest.removeFirst(unit.count)
    if rest.starts(with: Self.currency) { rest.removeFirst(Self.currency.count) }
    let isWhole = rest.isEmpty || Self.commas.contains { rest.starts(with: $0) }
    let isOne = Array(rest).span.firstIndex(of: Self.yuan) == nil
    self = isWhole && isOne ? .money(exponent: exponent) : .unclear
  }

  /// Takes what stands beside it.
  mutating func add(_ other: StatedUnit) {
    if self == .none { self = other } else if other != .none, other != self { self = .unclear }
  }

  private static let yuan = Array("元".utf8)
  private static let currency = Array("人民币".utf8)
  private static let leads = ["单位", "计量", "金额", "货币", "人民币", "：", ":", "以"].map { Array($0.utf8) }
  private static let commas = ["，", ",", "；", ";", "、", "。"].map { Array($0.utf8) }
}

extension CellValue {
  /// Its own unit, else the one that a label states.
  func unit(or stated: StatedUnit) -> Unit {
    guard status == .number, unit == .none, case .money(let exponent) = stated else { return unit }
    return .money(exponent: exponent)
  }
}

extension Tidying {
  /// The units that the rows above the figures state, for each column; none where they state none.
  ///
  /// What is said beside the labels of columns, in a title or a cell of its own, holds for all columns of money.
  mutating func headerUnits(of alignment: Alignment, in rows: Range<Int>) -> [StatedUnit] {
    let block = alignment.block
    let unplaced = alignment.rows.filter { $0.match == .none }.map(\.number)
    var units: [StatedUnit] = []
    for row in rows where grid.rows[row].kind != .data || unplaced.contains(row) {
      for cell in grid.rows[row].cells where grid.cells[cell].isText {
        let stated = statedUnit(ofCell: cell, in: grid.rows[row].cells)
        if stated == .none { continue }
        let column = grid.roles(of: grid.cells[cell]).first {
          $0.block == alignment.blockNumber && $0.kind == .column
        }?.index
        if let column, column < 0 || !block.isMoney[column] { continue }
        if stated == .unclear {
          diagnostics.append(.unclearUnit(text(ofCell: cell), at: location(ofCell: cell)))
        }
        if units.isEmpty { units = block.columns.map { _ in .none } }
        for place in units.indices where block.isMoney[place] && (column ?? place) == place {
          units[place].add(stated)
        }
      }
    }
    return units
  }

  /// The units that count for the figures of a row, for each column: what its label states goes before the header's.
  mutating func units(
    of row: Alignment.Row, in block: IndexedBlock, header: [StatedUnit]
  ) -> [StatedUnit] {
    guard block.countsMoney, row.label >= grid.rows[row.number].cells.lowerBound else { return header }
    let stated = statedUnit(ofCell: row.label, in: row.label..<row.label + 1)
    if stated == .none { return header }
    if stated == .unclear {
      diagnostics.append(.unclearUnit(text(ofCell: row.label), at: location(ofCell: row.label)))
    }
    return block.columns.indices.map { block.isMoney[$0] ? stated : .none }
  }

  /// The unit that a label states. In text line breaks part labels: what its bracket holds may go on in the next cells, behind parts of
  /// other labels.
  private func statedUnit(ofCell cell: Int, in row: Range<Int>) -> StatedUnit {
    var isOpen = false
    var stated = StatedUnit(label: report.text.span.extracting(range(ofCell: cell)), isOpen: &isOpen)
    guard isOpen else { return stated }
    let rest = (cell + 1..<max(cell + 1, row.upperBound)).filter { grid.cells[$0].isText }
    for start in rest.indices {
      var label = Array(report.text[range(ofCell: cell)])
      for next in rest[start...] {
        label += report.text[range(ofCell: next)]
        let whole = StatedUnit(label: label.span, isOpen: &isOpen)
        if isOpen { continue }
        if case .money = whole { return whole }
        stated = whole
        break
      }
    }
    return stated
  }

  private func range(ofCell cell: Int) -> Range<Int> { report.pieces[grid.cells[cell].piece].range }
}
