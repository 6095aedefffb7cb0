import Foundation
import Testing

/// Gnumeric's cells are the cells that were written.
@Suite(.needs(.ssconvert, .python))
struct GnumericTests {
  /// In its own file format, for the others it writes lose edge blanks (.xlsx) or do not quote CR (.csv).
  @Test(arguments: WorkbookFiles.names)
  func cellsSavedByGnumericKeepTheirTypes(name: String) throws {
    let files = try WorkbookFiles.made()
    let folder = try WorkbookFiles.emptyFolder("gnumeric/\(name)")
    let saved = folder.appending(path: "\(name).gnumeric").path
    _ = try Program.ssconvert.run([files.path(name), saved]).checked("ssconvert")
    let read = try CellReader.gnumeric.read([saved])
    expectEqual(written: try #require(files.expected[name]), read: read.first ?? [], allowing: .gnumericFile)
  }
}
