public import Bytes

/// What can be wrong with an XML document.
public enum XMLError: Error, Equatable, Sendable {
  /// Not well-formed; in what way.
  case malformed(Location, why: String)
  /// An end tag that closes another element than the one that is open.
  case mismatch(Location, open: String, closed: String)
  /// The input ends inside the document; the innermost element that is open, empty outside the root.
  case truncated(Location, open: String)
  /// A document type, which office programs never write and bombs need.
  case doctype(Location)
  case tooDeep(Location)
  case tagTooLong(Location)
  /// A byte that is no UTF-8, or no character of XML.
  case invalidCharacter(Location)
}

extension XMLError: Explained {
  public var diagnostic: Diagnostic {
    switch self {
    case .malformed(let place, let why):
      Diagnostic(
        .error, at: place, what: "the XML is damaged", why: why, remedy: "Save or get the file again")
    case .mismatch(let place, let open, let closed):
      Diagnostic(
        .error, at: place, what: "the XML is damaged", why: "</\(closed)> stands where <\(open)> is open",
        remedy: "Save or get the file again")
    case .truncated(let place, let open):
      Diagnostic(
        .error, at: place, what: "the XML is cut off",
        why: open.isEmpty ? "it has no element" : "<\(open)> is not closed",
        remedy: "Save or get the file again")
    case .doctype(let place):
      Diagnostic(
        .error, at: place, what: "the XML has a document type", why: "office programs write none",
        remedy: "Check where the file comes from")
    case .tooDeep(let place):
      Diagnostic(
        .error, at: place, what: "the XML is nested deeper than \(XMLReader.depthLimit) elements",
        why: "no office program writes so", remedy: "Check where the file comes from")
    case .tagTooLong(let place):
      Diagnostic(
        .error, at: place,
        what:
          "the XML has a tag of more than \(XMLReader.tagLimit >> 20) MiB or \(XMLReader.attributeLimit) attributes",
        why: "no office program writes so", remedy: "Check where the file comes from")
    case .invalidCharacter(let place):
      Diagnostic(
        .error, at: place, what: "the XML is damaged", why: "a byte is no UTF-8, or no character of XML",
        remedy: "Save or get the file again")
    }
  }
}
