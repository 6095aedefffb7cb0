import SystemPackage

/// A file as the system knows it, whatever names and links lead to it.
public struct FileIdentity: Hashable, Sendable {
  private let device: DeviceID
  private let inode: Inode
  /// Whether it is a file with bytes at places, no device and no pipe.
  public let isRegular: Bool

  /// The file of a name, standard input for `-`; `nil` where nothing is there.
  public init?(_ name: String) {
    guard
      let stat = name == "-" ? try? Stat(FileDescriptor.standardInput) : try? Stat(FilePath(fileName: name))
    else { return nil }
    (device, inode, isRegular) = (stat.deviceID, stat.inode, stat.type == .regular)
  }
}
