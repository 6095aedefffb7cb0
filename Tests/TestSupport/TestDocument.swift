/// Word documents, made by hand of their body.
public enum TestDocument {
  public static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  /// The main part around a body.
  public static func main(_ body: String, prefix: String = "w", namespace: String = word) -> [UInt8] {
    let open = prefix.isEmpty ? "" : prefix + ":"
    return Array(
      """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <\(open)document xmlns\(prefix.isEmpty ? "" : ":" + prefix)="\(namespace)" \
      xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
      xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" \
      xmlns:v="urn:schemas-microsoft-com:vml"><\(open)body>\(body)</\(open)body></\(open)document>
      """.utf8)
  }

  /// The relationships of a package.
  public static func relationships(
    to target: String, type: String = "http://schemas.openxmlformats.org/officeDocument/2006"
  )
    -> [UInt8]
  {
    Array(
      """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
      Type="\(type)/relationships/officeDocument" Target="\(target)"/></Relationships>
      """.utf8)
  }

  /// A .docx with a body.
  public static func docx(_ body: String, isDeflated: Bool = false) -> [UInt8] {
    docx(main: main(body), isDeflated: isDeflated)
  }

  /// A .docx with a main part.
  public static func docx(main: [UInt8], isDeflated: Bool = false) -> [UInt8] {
    TestArchive([
      TestArchive.Entry("_rels/.rels", relationships(to: "word/document.xml")),
      TestArchive.Entry("word/document.xml", main, isDeflated: isDeflated),
    ]).bytes
  }

  /// A .docx with a body, and what its styles are.
  ///
  /// - Parameter defaults: the properties of runs that hold where no style says anything.
  public static func docx(_ body: String, styles: String, defaults: String = "") -> [UInt8] {
    let part =
      "<w:styles xmlns:w='\(word)'><w:docDefaults><w:rPrDefault><w:rPr>\(defaults)</w:rPr></w:rPrDefault>"
      + "</w:docDefaults>\(styles)</w:styles>"
    return TestArchive([
      TestArchive.Entry("_rels/.rels", relationships(to: "word/document.xml")),
      TestArchive.Entry(
        "word/_rels/document.xml.rels",
        Array(
          String(decoding: relationships(to: "styles.xml"), as: UTF8.self).replacing(
            "officeDocument\" Target", with: "styles\" Target"
          ).utf8)),
      TestArchive.Entry("word/document.xml", main(body)),
      TestArchive.Entry("word/styles.xml", Array(part.utf8)),
    ]).bytes
  }

  // MARK: parts of a body

  public static func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

  public static func cell(_ text: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr>\(paragraph(text))</w:tc>"
  }

  public static func row(_ cells: String..., properties: String = "") -> String {
    "<w:tr><w:trPr>\(properties)</w:trPr>\(cells.joined())</w:tr>"
  }

  public static func table(_ rows: String...) -> String {
    "<w:tbl><w:tblPr/><w:tblGrid/>\(rows.joined())</w:tbl>"
  }
}
