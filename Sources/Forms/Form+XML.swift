public import Bytes
import XMLCoder

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Why a form cannot be used.
public enum FormError: Error, Equatable, Sendable {
  case unreadable(name: String, reason: String)
  /// A form with this id is there already.
  case duplicate(name: String, id: String)
  case noBlocks(name: String)
  case unknown(id: String, known: [String])
}

extension FormError: Explained {
  public var diagnostic: Diagnostic {
    switch self {
    case .unreadable(let name, let reason):
      Diagnostic(
        .error, at: Location(name), what: "this is no form", why: reason,
        remedy: "Check it with xmllint --schema schemas/form.xsd")
    case .duplicate(let name, let id):
      Diagnostic(
        .error, at: Location(name), what: "there is a form \(id) already",
        remedy: "Give the form another id")
    case .noBlocks(let name):
      Diagnostic(
        .error, at: Location(name), what: "the form has no table",
        why: "no block with columns and rows stands in it", remedy: "Add the blocks of its tables")
    case .unknown(let id, let known):
      Diagnostic(
        .error, at: Location(""), what: "there is no form \(id)",
        why: "the forms are " + known.joined(separator: ", "))
    }
  }
}

extension Form {
  /// Reads a form from XML as `schemas/form.xsd` describes it.
  /// - Throws: `FormError.unreadable`, `FormError.noBlocks`.
  public init(xml: [UInt8], name: String) throws(FormError) {
    let decoder = XMLDecoder()
    decoder.trimValueWhitespaces = true
    do {
      self = try decoder.decode(Form.self, from: Data(xml))
    } catch {
      throw .unreadable(name: name, reason: Self.reason(error))
    }
    guard sections.contains(where: { !$0.blocks.isEmpty }) else { throw .noBlocks(name: name) }
  }

  /// Of a parser's own errors the text is another one on each system.
  private static let notXML = "it is no well-formed XML"

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      "\(place(context.codingPath.filter { $0.stringValue != key.stringValue })) has no \(key.stringValue)"
    case DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty: notXML
    case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
      DecodingError.valueNotFound(_, let context):
      "\(place(context.codingPath)): \(context.debugDescription)"
    default: notXML
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    "/form" + path.map { "/" + $0.stringValue }.joined()
  }
}

// Attributes that are left out have their default; lists may be empty.

extension Form {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    title = try values.decode(String.self, forKey: .title)
    notice = try values.decode(String.self, forKey: .notice)
    firstYear = try values.decode(Int.self, forKey: .firstYear)
    lastYear = try values.decodeIfPresent(Int.self, forKey: .lastYear)
    sections = try values.decode([FormSection].self, forKey: .sections)
    contacts = try values.decodeIfPresent([String].self, forKey: .contacts) ?? []
    relations = try values.decode([Relation].self, forKey: .relations)
  }
}

extension FormSection {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    code = try values.decode(String.self, forKey: .code)
    title = try values.decode(String.self, forKey: .title)
    spellings = try values.decodeIfPresent([String].self, forKey: .spellings) ?? []
    narrative = try values.decodeIfPresent(FormNarrative.self, forKey: .narrative)
    blocks = try values.decodeIfPresent([FormBlock].self, forKey: .blocks) ?? []
  }
}

extension FormBlock {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    code = try values.decode(String.self, forKey: .code)
    title = try values.decodeIfPresent(String.self, forKey: .title)
    layout = try values.decodeIfPresent(Layout.self, forKey: .layout) ?? .rows
    unitColumn = try values.decodeIfPresent(Bool.self, forKey: .unitColumn) ?? false
    spellings = try values.decodeIfPresent([String].self, forKey: .spellings) ?? []
    headers = try values.decodeIfPresent([String].self, forKey: .headers) ?? []
    columns = try values.decode([FormColumn].self, forKey: .columns)
    rows = try values.decode([FormRow].self, forKey: .rows)
  }
}

extension FormColumn {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    code = try values.decode(String.self, forKey: .code)
    label = try values.decode(String.self, forKey: .label)
    printed = try values.decodeIfPresent(String.self, forKey: .printed) ?? label
    unit = try values.decodeIfPresent(String.self, forKey: .unit) ?? ""
    money = try values.decodeIfPresent(Bool.self, forKey: .money) ?? false
    spellings = try values.decodeIfPresent([String].self, forKey: .spellings) ?? []
    columns = try values.decodeIfPresent([FormColumn].self, forKey: .columns) ?? []
  }
}

extension FormRow {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    code = try values.decode(String.self, forKey: .code)
    label = try values.decode(String.self, forKey: .label)
    printed = try values.decodeIfPresent(String.self, forKey: .printed) ?? label
    unit = try values.decodeIfPresent(String.self, forKey: .unit) ?? ""
    heading = try values.decodeIfPresent(Bool.self, forKey: .heading) ?? false
    confirmed = try values.decodeIfPresent(Bool.self, forKey: .confirmed) ?? true
    spellings = try values.decodeIfPresent([String].self, forKey: .spellings) ?? []
    rows = try values.decodeIfPresent([FormRow].self, forKey: .rows) ?? []
  }
}
