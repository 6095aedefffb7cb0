import Bytes
import CSV
import Facts

/// Figures of sheets that people look at which are not those of the sheets of facts.
struct FigureEdits {
  struct Edit {
    let place: Location
    let hash: FigureHash
    /// agency, year, section, row, column and value.
    let fields: [[UInt8]]
    /// The text of the cell.
    let shown: String
    let isWide: Bool
    /// Whether the cell holds something that is no figure.
    let isUnclear: Bool
    /// Whether the sheets of facts have nothing of the agency and year, or of the section.
    let isOfUnknownBody: Bool
    /// Whether the sheets of facts have the figure more than once.
    let isRepeated: Bool
    /// What the sheets of facts have; `nil` for nothing.
    var figure: String?
  }

  private(set) var all: [Edit] = []
  /// For each figure its last place in `all`.
  private var places: [UInt64: Int] = [:]
  private var contradicts = false

  /// How many are said one by one.
  private static let limit = 20

  var isEmpty: Bool { all.isEmpty }

  /// Adds the fact at hand, where the table has another figure.
  mutating func add(
    _ facts: borrowing FactReader, shown: Span<UInt8>, isUnclear: Bool, against table: FigureTable,
    isWide: Bool,
    at place: () -> Location
  ) {
    let hash = FigureHash(facts)
    let outcome = table.compare(hash, isBlank: facts.value.isEmpty)
    if outcome == .same { return }
    if let before = places.updateValue(all.count, forKey: hash.key), all[before].hash.value != hash.value {
      contradicts = true
    }
    all.append(
      Edit(
        place: place(), hash: hash, fields: (0..<6).map { [UInt8](copying: facts.field($0)) },
        shown: String(shown), isWide: isWide, isUnclear: isUnclear, isOfUnknownBody: outcome == .unknownBody,
        isRepeated: table.isRepeated(hash.key)))
  }

  /// Finds what the sheets of facts have.
  mutating func findFigures(in facts: consuming FactReader) throws(FactsError) {
    var facts = facts
    var figures: [UInt64: String] = [:]
    while try facts.next() {
      let key = FigureHash(facts).key
      if places[key] != nil { figures[key] = String(facts.value) }
    }
    for index in all.indices { all[index].figure = figures[all[index].hash.key] }
  }

  /// Whether each of them says which fact it changes, and to what.
  var canBeTaken: Bool {
    !contradicts && !all.contains { $0.isOfUnknownBody || $0.isRepeated || $0.isUnclear }
  }

  // MARK: messages

  /// That they are taken.
  func taken(isAskedFor: Bool) -> [Diagnostic] {
    messages(.warning, more: "figures are taken from changed sheets") { edit in
      (
        "\(edit.shownWords) is taken, \(edit.figureWords)",
        isAskedFor ? "" : "this sheet was changed after nianbao wrote it, 数据 was not"
      )
    }
  }

  /// That they disagree.
  var disagreements: [Diagnostic] {
    messages(.error, more: "figures disagree") { edit in
      (
        "\(edit.shownWords) stands here, \(edit.figureWords)",
        edit.isOfUnknownBody ? "it has nothing of this body and year, or of this section" : ""
      )
    }
  }

  private func messages(
    _ severity: Diagnostic.Severity, more: String, _ words: (Edit) -> (what: String, why: String)
  ) -> [Diagnostic] {
    var messages = all.prefix(Self.limit).map { edit in
      let (what, why) = words(edit)
      return Diagnostic(severity, at: edit.place, what: what, why: why)
    }
    if all.count > Self.limit {
      messages.append(
        Diagnostic(severity, at: Location(""), what: "\(all.count - Self.limit) more \(more)"))
    }
    return messages
  }

  /// That nothing is read.
  func refusal(_ file: String) -> Diagnostic {
    let ways = (canBeTaken ? Set(all.map { $0.isWide ? "wide" : "form" }).sorted() : []) + ["data"]
    return Diagnostic(
      .error, at: Location(file), what: "\(all.count) figures of its sheets disagree",
      why: "which ones count is not known",
      remedy: "Say so with nianbao from-xlsx --prefer " + ways.joined(separator: " or --prefer "))
  }

  // MARK: facts

  /// Writes the facts with the figures that stand here; those of which there was none behind the others of their body and year.
  func write(_ facts: consuming FactReader, to writer: inout ByteWriter) throws {
    var facts = facts
    let columns = facts.columns
    writer.append(columns.joined(separator: ","))
    writer.append(.lineFeed)
    var added = Dictionary(grouping: all.filter { $0.figure == nil }, by: \.hash.identity)
    var identity: UInt64?
    while try facts.next() {
      let hash = FigureHash(facts)
      if let last = identity, last != hash.identity {
        append(added.removeValue(forKey: last) ?? [], columns, to: &writer)
      }
      identity = hash.identity
      let edit = places[hash.key].map { all[$0] }
      for index in columns.indices {
        if index > 0 { writer.append(.comma) }
        if let edit, let text = edit.text(of: columns[index]) {
          writer.append(field: text)
        } else {
          writer.append(field: facts.field(index))
        }
      }
      writer.append(.lineFeed)
      try writer.flushIfFull()
    }
    append(added.values.flatMap { $0 }.sorted { $0.place.cell < $1.place.cell }, columns, to: &writer)
  }

  private func append(_ edits: [Edit], _ columns: [String], to writer: inout ByteWriter) {
    for edit in edits {
      for (index, column) in columns.enumerated() {
        if index > 0 { writer.append(.comma) }
        if index < edit.fields.count {
          writer.append(field: edit.fields[index])
        } else {
          writer.append(field: edit.text(of: column) ?? [])
        }
      }
      writer.append(.lineFeed)
    }
  }
}

extension FigureEdits.Edit {
  fileprivate var shownWords: String {
    shown.isEmpty ? isUnclear ? "what is no figure" : "a blank" : "“\(shown)”"
  }

  fileprivate var figureWords: String {
    guard let figure else { return "数据 has no such fact" }
    return figure.isEmpty ? "数据 has a blank" : "数据 has “\(figure)”"
  }

  /// What stands in the columns of a fact that a figure changes; `nil` for the others.
  fileprivate func text(of column: String) -> [UInt8]? {
    switch FactColumn(rawValue: column) {
    case .value: fields[5]
    case .raw: Array(shown.utf8)
    case .status:
      Array((fields[5].isEmpty ? shown.isEmpty ? FactStatus.blank : .text : .number).rawValue.utf8)
    default: nil
    }
  }
}
