extension RTFReader {
  /// What a group changes for itself.
  struct State {
    var destination = Destination.text
    var font: Int
    var isHidden = false
    var isStruck = false
    var isDeleted = false
    var isWhite = false
    /// Made small, and raised above the line or set below it; at a distance from the line.
    var isScript = false
    var isMoved = false
    /// How many characters follow \u for readers that do not know it.
    var fallbackCount = 1
    /// Whether the paragraph is in a table, and how deep.
    var isInTable = false
    var depth = 1
  }
}
