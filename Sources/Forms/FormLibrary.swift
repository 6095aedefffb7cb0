import Bytes
public import Facts

/// The forms that reports are read with.
public struct FormLibrary: Sendable {
  /// In the order of their first year.
  public let forms: [Form]

  /// The official forms, and any others.
  /// - Throws: `FormError.duplicate` where two have one id.
  public init(adding others: [Form] = []) throws(FormError) {
    var forms = Form.forms(compiled: embeddedForms)
    for form in others {
      if forms.contains(where: { $0.id == form.id }) { throw .duplicate(name: form.title, id: form.id) }
      forms.append(form)
    }
    self.forms = forms.sorted { ($0.firstYear, $0.id) < ($1.firstYear, $1.id) }
  }

  /// The form with an id.
  /// - Throws: `FormError.unknown`.
  public func form(_ id: String) throws(FormError) -> Form {
    guard let form = forms.first(where: { $0.id == id }) else {
      throw .unknown(id: id, known: forms.map(\.id))
    }
    return form
  }

  /// How the columns of wide tables are named.
  public var widePath: WidePath {
    let columns = forms.flatMap(\.sections).flatMap(\.blocks).flatMap { block in
      FlatBlock(block).columns.filter(\.hasFigures).map(\.path)
    }
    return WidePath(sections: tableTitles.map { Array($0.utf8) }, columns: columns)
  }

  /// The sections that hold tables, each once.
  public var tableTitles: [String] {
    var titles: [String] = []
    for form in forms.reversed() {
      for section in form.sections where !section.blocks.isEmpty && !titles.contains(section.title) {
        titles.append(section.title)
      }
    }
    return titles
  }
}
