import Bytes
import Facts
import Forms
import Reports

/// What the facts of figures are called that sentences state, and in which sections such sentences stand.
struct NarrativeKeys: Sendable {
  fileprivate var keys: [StatedFigure: FactKey] = [:]
  /// Whether the sentences of a section count, by its title: those of 存在的主要问题 tell of other years and plans.
  private var sections: [[UInt8]: Bool] = [:]

  init(_ library: FormLibrary) {
    for form in library.forms.reversed() {
      for section in form.sections {
        guard let narrative = section.narrative else { continue }
        for figure in narrative.figures {
          guard let stated = StatedFigure(rawValue: figure.code), keys[stated] == nil else { continue }
          keys[stated] = FactKey(
            section: Array(section.title.utf8), row: Array(figure.label.utf8),
            column: Array(narrative.column.utf8), unit: Array(figure.unit.utf8),
            code: Array("\(section.code).\(figure.code)".utf8))
        }
      }
    }
    let sections = library.forms.flatMap(\.sections)
    let counting = Set(sections.filter { !$0.blocks.isEmpty || $0.narrative != nil }.map(\.code))
    for section in sections { self.sections[Array(section.title.utf8)] = counting.contains(section.code) }
  }

  /// `nil` for a section that no form knows.
  func isNarrative(_ section: [UInt8]) -> Bool? { sections[section] }
}

extension Tidying {
  /// Appends the figures that sentences state, behind those of the tables: facts of a second report of one name begin with its tables.
  mutating func writeNarrative(_ keys: NarrativeKeys, to output: inout ByteWriter) {
    let narrative = Narrative(report, isNarrative: keys.isNarrative)
    for stated in narrative.figures {
      guard let key = keys.keys[stated.figure] else { continue }
      let value = stated.value.map { Array(String($0).utf8) } ?? []
      writer.append(
        key, value: value.span, unit: nil, raw: report.text.span.extracting(stated.sentence),
        status: stated.value == nil ? .text : .number, place: report.pieces[stated.piece].place, to: &output)
      factCount += 1
    }
    for (first, second) in narrative.contradictions {
      guard let key = keys.keys[first.figure] else { continue }
      diagnostics.append(
        .contradiction(
          String(decoding: key.row, as: UTF8.self), first.value ?? 0, second.value ?? 0,
          at: Location(report.source, at: report.pieces[second.piece].place)))
    }
  }
}
