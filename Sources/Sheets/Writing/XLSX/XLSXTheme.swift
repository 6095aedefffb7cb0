/// The theme of a package. No style refers to it; validators, and programs that add a style, ask for it.
///
/// Source: ECMA-376 part 1, section 20.1.6.9, and the least that its schema allows.
enum XLSXTheme {
  static let part: String = {
    let drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    let colors = [
      ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "44546A"), ("lt2", "E7E6E6"), ("accent1", "4472C4"),
      ("accent2", "ED7D31"), ("accent3", "A5A5A5"), ("accent4", "FFC000"), ("accent5", "5B9BD5"),
      ("accent6", "70AD47"), ("hlink", "0563C1"), ("folHlink", "954F72"),
    ].map { "<a:\($0)><a:srgbClr val=\"\($1)\"/></a:\($0)>" }
    let fonts = ["major", "minor"].map {
      "<a:\($0)Font><a:latin typeface=\"Calibri\"/><a:ea typeface=\"宋体\"/><a:cs typeface=\"\"/></a:\($0)Font>"
    }
    func three(_ list: String, _ item: String) -> String {
      "<a:\(list)>" + String(repeating: item, count: 3) + "</a:\(list)>"
    }
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    return XLSXParts.declaration + "<a:theme xmlns:a=\"\(drawing)\" name=\"Office\"><a:themeElements>"
      + "<a:clrScheme name=\"Office\">\(colors.joined())</a:clrScheme>"
      + "<a:fontScheme name=\"Office\">\(fonts.joined())</a:fontScheme><a:fmtScheme name=\"Office\">"
      + three("fillStyleLst", fill) + three("lnStyleLst", "<a:ln w=\"9525\">\(fill)</a:ln>")
      + three("effectStyleLst", "<a:effectStyle><a:effectLst/></a:effectStyle>")
      + three("bgFillStyleLst", fill) + "</a:fmtScheme></a:themeElements></a:theme>"
  }()
}
