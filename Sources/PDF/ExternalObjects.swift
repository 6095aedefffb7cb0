import Bytes

/// What `Do` draws (ISO 32000-1, 8.8).
enum ExternalObject {
  case form(PDFStream, isHidden: Bool)
  case image(isHidden: Bool, isOpaque: Bool)
  case other
}

extension Interpreter {
  mutating func draw(_ lexer: borrowing Lexer, _ scope: inout Scope) throws(PDFError) {
    guard let name = operands.name else { return }
    let key = NameCache<ExternalObject>.key(lexer.bytes.extracting(name))
    let object: ExternalObject
    if let known = scope.objects.value(key) {
      object = known
    } else {
      object = externalObject(resource("XObject", lexer, scope))
      scope.objects.keep(object, for: key)
    }
    switch object {
    case .form(let stream, let isHidden):
      // A transparent group is as a whole (11.4.5): what its content says of alpha is of its parts.
      let isUnseen = isHidden || state.fill.isClear && stream.dictionary["Group"] != nil
      if isUnseen { hidden += 1 }
      try draw(form: stream, resources: scope.resources)
      if isUnseen { hidden -= 1 }
    case .image(let isHidden, let isOpaque): if !isHidden { try drawImage(isOpaque: isOpaque) }
    case .other: break
    }
  }

  private func externalObject(_ object: PDFObject?) -> ExternalObject {
    guard let stream = file.stream(object) else {
      file.note(.missingContent(page: page.number))
      return .other
    }
    let isHidden = document.layers.isHidden(stream.dictionary["OC"], of: file)
    if file.isName(stream.dictionary["Subtype"], "Form") { return .form(stream, isHidden: isHidden) }
    guard file.isName(stream.dictionary["Subtype"], "Image") else { return .other }
    let isMask = file.resolve(stream.dictionary["ImageMask"]) == .boolean(true)
    let masks = [stream.dictionary["SMask"], stream.dictionary["Mask"]]
    let hasMask = masks.contains { $0.map { file.resolve($0) != .null } ?? false }
    return .image(isHidden: isHidden, isOpaque: !isMask && !hasMask)
  }

  /// Images fill the unit square.
  mutating func drawImage(isOpaque: Bool) throws(PDFError) {
    guard hidden == 0, !state.fill.isClear else { return }
    let area = state.matrix.bounds(PDFRectangle(x0: 0, y0: 0, x1: 1, y1: 1)).intersection(state.clip)
    guard area.isSound else { return }
    imageArea += area.area
    // Some programs draw lines as pictures.
    guard Float(min(area.x1 - area.x0, area.y1 - area.y0)) > Nearness.thin else { return }
    try mark(.picture, area)
    let isUpright = state.matrix.b == 0 && state.matrix.c == 0 || state.matrix.a == 0 && state.matrix.d == 0
    if isOpaque, isUpright, state.fill.isOpaque, state.clipIsBox {
      page.pictures.append(Fill(box: area.box, isWhite: false, glyphCount: page.glyphs.count))
    }
  }

  /// A form's own content (8.10): its matrix, its box as a clip, and all as it was afterwards.
  mutating func draw(form stream: PDFStream, resources: PDFDictionary) throws(PDFError) {
    guard !forms.contains(stream.number) else { return }
    guard forms.count < PDFLimits.formDepth else {
      throw .limit("\(PDFLimits.formDepth) forms within each other on page \(page.number)")
    }
    let content = try document.content(ofForm: stream, of: file)
    let outside = (state, savedOutside, unsaved, textMatrix, lineMatrix, marksOutside, unmarked)
    (savedOutside, unsaved, marksOutside, unmarked) = (saved.count, 0, marks.count, 0)
    if let matrix = file.matrix(stream.dictionary["Matrix"]) { state.matrix = matrix.then(state.matrix) }
    let box = (file.array(stream.dictionary["BBox"]) ?? []).map { file.number($0) ?? 0 }
    if box.count == 4 {
      let area = state.matrix.bounds(PDFRectangle(x0: box[0], y0: box[1], x1: box[2], y1: box[3]))
      state.clip = state.clip.intersection(area)
    }
    path.removeAll()
    forms.append(stream.number)
    try run(content, resources: file.dictionary(stream.dictionary["Resources"]) ?? resources)
    forms.removeLast()
    path.removeAll()
    unmarked = 0
    while marks.count > marksOutside { endMark() }
    saved.removeSubrange(savedOutside...)
    (state, savedOutside, unsaved, textMatrix, lineMatrix, marksOutside, unmarked) = outside
  }

  /// The appearances of annotations (12.5.5): filled form fields are content; remarks and stamps show, and are only counted.
  mutating func drawAnnotations(of node: PageNode) throws(PDFError) {
    let ground = state
    let annotations = file.array(node.dictionary["Annots"]) ?? []
    guard annotations.count <= 10_000 else { throw .limit("10000 annotations on page \(page.number)") }
    for object in annotations {
      guard let entries = file.dictionary(object) else { continue }
      let kind = AnnotationKind(entries["Subtype"], of: file)
      guard kind != .other else { continue }
      let isField = kind == .field
      // Hidden, and NoView.
      if (file.integer(entries["F"]) ?? 0) & 0x22 != 0 { continue }
      if document.layers.isHidden(entries["OC"], of: file) { continue }
      let hasAppearance = appearance(of: entries) != nil
      if !isField || !hasAppearance && lengthOfValue(of: entries, isField: true) > 0 {
        try markAnnotation(entries, ground)
      }
      guard kind != .drawn else { continue }
      guard let stream = appearance(of: entries), let target = rectangle(entries["Rect"]),
        let box = rectangle(stream.dictionary["BBox"])
      else {
        page.leftOut.annotation += lengthOfValue(of: entries, isField: isField)
        continue
      }
      var bounds = Area(x0: box.x0, y0: box.y0, x1: box.x1, y1: box.y1)
      if let matrix = file.matrix(stream.dictionary["Matrix"]) { bounds = matrix.bounds(box) }
      guard bounds.x1 > bounds.x0, bounds.y1 > bounds.y0 else {
        page.leftOut.annotation += lengthOfValue(of: entries, isField: isField)
        continue
      }
      let (scaleX, scaleY) = (
        (target.x1 - target.x0) / (bounds.x1 - bounds.x0), (target.y1 - target.y0) / (bounds.y1 - bounds.y0)
      )
      state = ground
      state.matrix = Matrix(
        a: scaleX, b: 0, c: 0, d: scaleY, e: target.x0 - bounds.x0 * scaleX, f: target.y0 - bounds.y0 * scaleY
      ).then(state.matrix)
      if isField {
        try draw(form: stream, resources: node.resources)
      } else {
        (hidden, hiddenReason) = (1, .annotation)
        try draw(form: stream, resources: node.resources)
        (hidden, hiddenReason) = (0, .hidden)
      }
    }
    state = ground
  }

  /// Keeps where a remark, a stamp or handwriting stands.
  private mutating func markAnnotation(_ entries: PDFDictionary, _ ground: GraphicsState) throws(PDFError) {
    guard let target = rectangle(entries["Rect"]) else { return }
    let area = ground.matrix.bounds(target).intersection(ground.clip)
    if area.isSound { try mark(.annotation, area) }
  }

  /// How many bytes of text a field or remark has that only some viewers show, for it has no appearance (12.7.3.3): they make one.
  private func lengthOfValue(of entries: PDFDictionary, isField: Bool) -> Int {
    var (value, field) = (entries[isField ? "V" : "Contents"], entries)
    for _ in 0..<PDFLimits.references where isField && value == nil {
      guard let parent = file.dictionary(field["Parent"]) else { break }
      (value, field) = (parent["V"], parent)
    }
    if case .string(let text) = file.resolve(value) { return text.count }
    return 0
  }

  /// The normal appearance, of a button that of its state.
  private func appearance(of widget: PDFDictionary) -> PDFStream? {
    let normal = file.resolve(file.dictionary(widget["AP"])?["N"])
    if case .stream(let stream) = normal { return stream }
    guard case .dictionary(let states) = normal, let name = file.name(widget["AS"]) else { return nil }
    return file.stream(states[name])
  }

  private func rectangle(_ object: PDFObject?) -> PDFRectangle? {
    let numbers = (file.array(object) ?? []).compactMap { file.number($0) }
    guard numbers.count == 4 else { return nil }
    return PDFRectangle(x0: numbers[0], y0: numbers[1], x1: numbers[2], y1: numbers[3])
  }
}

/// Kinds of annotations (ISO 32000-1, 12.5.6), as far as they may show a figure or take one away.
private enum AnnotationKind {
  case field, text, drawn, other

  init(_ subtype: PDFObject?, of file: PDFFile) {
    let name = file.name(subtype) ?? []
    self =
      switch String(decoding: name, as: UTF8.self) {
      case "Widget": .field
      case "FreeText", "Stamp": .text
      case "Ink", "StrikeOut": .drawn
      default: .other
      }
  }
}
