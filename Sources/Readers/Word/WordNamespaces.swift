/// The namespaces that Word knows: of alternatives it takes the first that requires no other.
///
/// Source: ECMA-376 part 3, section 10.2.1 (Choice, Requires); MS-DOCX 2.2 and MS-ODRAWXML 2.2 for Microsoft's own.
enum WordNamespaces {
  static func know(_ uri: String) -> Bool {
    if families.contains(where: { uri.hasPrefix($0) }) { return true }
    guard uri.hasPrefix(microsoft) else { return false }
    return names.contains(String(uri.dropFirst(microsoft.count)))
  }

  /// Those of the standards, transitional and strict, and VML.
  private static let families = [
    "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/", "urn:schemas-microsoft-com:",
  ]

  private static let microsoft = "http://schemas.microsoft.com/office/"

  private static let names: Set<String> = [
    "word/2003/auxHint", "word/2006/wordml", "word/2010/wordml", "word/2012/wordml", "word/2015/wordml/symex",
    "word/2016/wordml/cid", "word/2018/wordml", "word/2018/wordml/cex", "word/2020/wordml/sdtdatahash",
    "word/2023/wordml/word16du", "word/2024/wordml/sdtformatlock", "word/2010/wordprocessingCanvas",
    "word/2010/wordprocessingDrawing", "word/2012/wordprocessingDrawing", "word/2010/wordprocessingGroup",
    "word/2010/wordprocessingInk", "word/2010/wordprocessingShape", "drawing/2007/8/2/chart",
    "drawing/2008/diagram", "drawing/2010/diagram", "drawing/2010/chartDrawing", "drawing/2010/main",
    "drawing/2010/picture", "drawing/2012/chart", "drawing/2012/chartStyle", "drawing/2012/main",
    "drawing/2013/main/command", "drawing/2014/chart", "drawing/2014/chart/ac", "drawing/2014/chartex",
    "drawing/2014/main", "drawing/2015/9/8/chartex", "drawing/2015/10/21/chartex", "drawing/2016/5/9/chartex",
    "drawing/2016/5/10/chartex", "drawing/2016/5/11/chartex", "drawing/2016/5/12/chartex",
    "drawing/2016/5/13/chartex", "drawing/2016/5/14/chartex", "drawing/2016/11/main",
    "drawing/2016/12/diagram",
    "drawing/2016/SVG/main", "drawing/2016/ink", "drawing/2017/03/chart", "drawing/2017/decorative",
    "drawing/2017/model3d", "drawing/2018/hyperlinkcolor", "drawing/2018/sketchyshapes",
    "mac/drawing/2011/main", "mac/office/2008/main", "2019/extlst", "2020/02/main",
    "webextensions/webextension/2010/11",
  ]
}
