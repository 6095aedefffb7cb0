import Foundation
import Testing

/// Gnumeric's cells are the cells that were written.
@Suite(.needs(.ssconvert, .python))
struct GnumericTests {
  /// In its own file format, for the others it writes lose edge blanks (.xlsx) or do not quote CR (.csv).
  @Test(arguments: WorkbookEnding.allCases)
  func cellsSavedByGnumericKeepTheirTypes(ending: WorkbookEnding) throws {
    let files = try WorkbookFiles.made()
    let folder = try WorkbookFiles.emptyFolder("gnumeric-\(ending)")
    let saved = try files.facts.map { file in
      let saved = folder.appending(path: "\(file.name).gnumeric").path
      _ = try Program.ssconvert.run([files.path(file.name, ending), saved]).checked("ssconvert")
      return saved
    }
    try files.expectEqual(
      read: CellReader.gnumeric.read(saved),
      allowing: ending == .xml
        ? [.gnumericFile, .noControls] : [.gnumericFile, .controlEscapes, .underscoreEscapes])
  }
}
