import ArgumentParser
import Bytes

/// How many inputs are converted in one run.
struct BatchOptions: ParsableArguments {
  @Option(
    name: .customLong("files-from"),
    help: ArgumentHelp(
      "Further inputs, one path a line, or parted by NUL as find -print0 writes them; - is standard input.",
      valueName: "file"))
  var list: String?

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: ArgumentHelp("Inputs at a time; by itself as many as there are processors.", valueName: "number"))
  var jobs: Int?

  @Flag(exclusivity: .exclusive, help: "What to do when an input fails; --keep-going is the rule.")
  var onFailure = OnFailure.keepGoing

  @Flag(name: .shortAndLong, help: "No progress and no summary; of the inputs errors only.")
  var quiet = false

  @Option(
    name: .customLong("incremental"),
    help: ArgumentHelp(
      "Remember in this file and in file.facts what was made of each input; skip those that are unchanged, redo those that failed, go on where a run was broken off.",
      valueName: "file"))
  var manifest: String?

  @Option(
    name: .customLong("partition-by"),
    help: ArgumentHelp(
      "Write a file for each; {} in the name of the output stands for it.", valueName: "column"))
  var partition: PartitionColumn?

  enum OnFailure: String, EnumerableFlag {
    case keepGoing, failFast
  }

  enum PartitionColumn: String, ExpressibleByArgument, CaseIterable {
    case year, agency
  }

  func validate() throws {
    if let jobs, !(1...1024 ~= jobs) {
      throw ValidationError("--jobs \(jobs) is no number of jobs. Give one from 1 to 1024.")
    }
  }

  /// The paths that a list names, in its order.
  func listedInputs() throws(IOError) -> [String] {
    guard let list else { return [] }
    var reader = try ByteReader(opening: list)
    while try reader.more() {}
    // Windows begins a list with a mark, of UTF-8 or of UTF-16; without one a name is any bytes.
    let isUTF16 = reader.window.starts(with: [0xFF, 0xFE]) || reader.window.starts(with: [0xFE, 0xFF])
    if isUTF16 { try reader.readAsRecognised() }
    let mark = reader.window.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    reader.consume(mark)
    let bytes = [UInt8](copying: reader.window)
    let separator: UInt8 = bytes.contains(0) ? 0 : .lineFeed
    return bytes.split(separator: separator).map { line in
      String(
        fileName: Array(separator == .lineFeed && line.last == .carriageReturn ? line.dropLast() : line))
    }.filter { !$0.isEmpty }
  }
}
