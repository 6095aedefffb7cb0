public import Bytes
import ZIP

/// A ZIP archive of reports: a folder that was packed. Nothing is unpacked to disk: a member is a name and bytes.
///
/// Source: APPNOTE.TXT 6.3.10, section 4.4.17 for names.
public struct ReportArchive {
  /// A file in the archive.
  public struct Member {
    /// As `各镇年报/a.docx`.
    public let path: String
    fileprivate let entry: ZIPEntry
  }

  public let name: String
  /// The files, in the order of their paths' bytes; those are left out that programs and systems put beside what people do.
  public let members: [Member]
  private let archive: ZIPArchive

  /// The most bytes of an archive, and of all its files.
  private static let limit = 1 << 30
  /// What the packages of office programs begin with: they need no closer look.
  private static let firstParts = [
    "[Content_Types].xml", "_rels/", "docProps/", "word/document.xml", "xl/workbook.xml",
    // The content of this part, which is stored as it is, follows its name.
    "mimetypeapplication/",
  ].map { Array($0.utf8) }

  /// `nil` for what is no archive, or the package of an office program; such an input is looked at, but not consumed.
  ///
  /// - Throws: `ReportError.archive` where its files ask too much, `.tooLong`, `.input`. A damaged archive gives `nil`: who reads documents
  ///   names it.
  public init?(_ input: inout ByteReader, name: String) throws(ReportError) {
    self.name = name
    do throws(IOError) {
      while input.window.count < 64, try input.more() {}
      guard Self.mayBegin(input.window) else { return nil }
      while input.window.count <= Self.limit, try input.more() {}
    } catch {
      throw .input(error)
    }
    guard input.window.count <= Self.limit else { throw .tooLong(Location(name)) }
    let bytes = [UInt8](copying: input.window)
    do throws(ZIPError) {
      archive = try ZIPArchive(bytes, name: name, limits: ZIPLimits(size: ReportReader.documentLimit))
    } catch {
      // It is told what the file is, and why it cannot be read, by who reads documents.
      return nil
    }
    guard ForeignFile.isPlain(archive) else { return nil }
    let total = archive.entries.reduce(into: 0) { $0 = min($0 + $1.size, Self.limit + 1) }
    guard total <= Self.limit else {
      throw .archive(.tooLarge(name: name, entry: archive.entries[0].title, limit: Self.limit))
    }
    members = archive.entries.map { Member(path: $0.path, entry: $0) }.filter { Self.isForPeople($0.path) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func mayBegin(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.starts(with: zipMagic), bytes.count > 30 else { return false }
    let first = bytes.extracting(30..<bytes.count)
    return !firstParts.contains { first.starts(with: $0) }
  }

  /// Whether a file is one that people made, and shown; folders are no files.
  private static func isForPeople(_ path: String) -> Bool {
    guard !path.hasSuffix("/"), let file = path.split(separator: "/").last else { return false }
    return !file.hasPrefix(".") && !isOfSystem(path)
  }

  /// Whether a file is one that a system or an office program keeps for itself beside those of people: a lock, small pictures, marks.
  public static func isOfSystem(_ path: String) -> Bool {
    let steps = path.split(separator: "/")
    guard let file = steps.last?.lowercased() else { return false }
    return steps.contains("__MACOSX") || ["thumbs.db", "desktop.ini", ".ds_store"].contains(file)
      || ["~$", ".~lock.", "._"].contains(where: file.hasPrefix)
  }

  /// The bytes of a file.
  ///
  /// - Throws: `ReportError.archive` where it has a password, is damaged or a bomb.
  public func open(_ member: Member) throws(ReportError) -> ByteReader {
    do throws(ZIPError) {
      var reader = try ZIPEntryReader(member.entry, of: archive)
      while try reader.more() {}
      return ByteReader(bytes: [UInt8](copying: reader.window), name: "\(name)/\(member.path)")
    } catch {
      throw .archive(error)
    }
  }
}

extension ZIPEntry {
  /// Some programs part folders by `\`.
  fileprivate var path: String { title.replacing("\\", with: "/") }
}
