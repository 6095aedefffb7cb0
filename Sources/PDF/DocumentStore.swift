/// What pages of a document share: fonts, forms, layers.
final class DocumentStore {
  /// The first one stands for fonts that are missing: its codes are unknown.
  private(set) var fonts: [Font]
  private var fontNumbers: [Int: Int] = [:]
  let layers: OptionalContent
  /// Empty; for the interpreter of each page.
  let operands = Operands()

  /// Contents of forms, decoded: letterheads and stamps are drawn on every page.
  private var formContents: [Int: [UInt8]] = [:]
  private var formSize = 0
  private static let formRoom = 16 << 20
  /// Forms that were drawn, and operators of those that were drawn again. A form that draws others twice, which draw others twice, is
  /// small and without end; a document's pages are as long as its file.
  private var drawnForms: Set<Int> = []
  private var repeatedBytes = 0

  init(_ file: PDFFile) {
    fonts = [Font(MissingFont(), name: [], codes: .oneByte, isVertical: false)]
    layers = OptionalContent(of: file)
  }

  /// The index of a font, which is read when it is met first.
  ///
  /// - Throws: `PDFError.limit`.
  func font(_ object: PDFObject?, of file: PDFFile) throws(PDFError) -> Int {
    if case .reference(let number)? = object, let index = fontNumbers[number] { return index }
    guard let entries = file.dictionary(object), let font = Font(entries, of: file) else { return 0 }
    guard fonts.count < PDFLimits.fonts else { throw .limit("\(PDFLimits.fonts) fonts") }
    fonts.append(font)
    if case .reference(let number)? = object { fontNumbers[number] = fonts.count - 1 }
    return fonts.count - 1
  }

  /// - Throws: `PDFError.limit`.
  func content(ofForm stream: PDFStream, of file: PDFFile) throws(PDFError) -> [UInt8] {
    let content: [UInt8]
    if let known = formContents[stream.number] {
      content = known
    } else {
      content = try file.decoded(stream)
      if formSize + content.count > Self.formRoom { (formContents, formSize) = ([:], 0) }
      if content.count <= Self.formRoom {
        formContents[stream.number] = content
        formSize += content.count
      }
    }
    if !drawnForms.insert(stream.number).inserted {
      repeatedBytes += content.count + 64
      guard repeatedBytes < file.limits.repeatedForms + 32 * file.bytes.count else {
        throw .limit("\(file.limits.repeatedForms) bytes of forms that are drawn again")
      }
    }
    return content
  }
}

/// A font that a page names and does not have.
private struct MissingFont: FontSource {
  func look(_ code: UInt32) -> (text: [UInt32]?, width: Double) { (nil, 0.5) }
}

extension Font {
  /// `nil` where the dictionary is no font's.
  convenience init?(_ dictionary: PDFDictionary, of file: PDFFile) {
    let name = file.name(dictionary["BaseFont"]) ?? file.name(dictionary["Name"]) ?? []
    if file.isName(dictionary["Subtype"], "Type0") {
      let source = CompositeFont(dictionary, of: file)
      self.init(source, name: name, codes: source.codes, isVertical: source.isVertical)
    } else {
      let isType3 = file.isName(dictionary["Subtype"], "Type3")
      self.init(
        SimpleFont(dictionary, of: file), name: name, codes: .oneByte, isVertical: false,
        emScale: isType3 ? Self.emScale(dictionary, of: file) : 1, isType3: isType3)
    }
  }

  /// The height of what a Type 3 font draws, where it is far above its size: some programs hide the size in the font's matrix (9.6.5).
  /// A low box says nothing: the font may have no character but 一.
  private static func emScale(_ dictionary: PDFDictionary, of file: PDFFile) -> Double {
    let box = (file.array(dictionary["FontBBox"]) ?? []).map { file.number($0) ?? 0 }
    guard let matrix = file.matrix(dictionary["FontMatrix"]), box.count == 4 else { return 1 }
    let height = abs((box[3] - box[1]) * matrix.d)
    return height > 2.5 && height < 10_000 ? height : 1
  }
}
