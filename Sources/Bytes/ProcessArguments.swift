#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The arguments of the process as the system gave them: `CommandLine.arguments` repairs what is no UTF-8, and so names other files.
public enum ProcessArguments {
  /// The program's name and all arguments, as names of files; `nil` where they cannot be known.
  public static var all: [String]? {
    // The list and its strings stay as long as the process, and end in a null and in NULs.
    var list = unsafe CommandLine.unsafeArgv
    var count = Int(CommandLine.argc)
    if count == 0 {
      guard let stack = unsafe initialStack else { return nil }
      count = unsafe stack.load(as: Int.self)
      unsafe list = (stack + MemoryLayout<Int>.size).assumingMemoryBound(
        to: UnsafeMutablePointer<CChar>?.self)
    }
    return (0..<count).compactMap { index in unsafe list[index].map { unsafe String(cFileName: $0) } }
  }

  /// Where the system put the arguments, their number first.
  ///
  /// Swift reads them from /proc, which a container or chroot may lack. The C library's dynamic loader knows the place, too.
  /// Source: System V ABI, AMD64 supplement, figure 3.9, and the same for other processors.
  private static var initialStack: UnsafeMutableRawPointer? {
    #if os(Linux)
      // The symbol is a variable that holds a pointer, and is there in all versions of glibc.
      guard let place = unsafe dlsym(nil, "__libc_stack_end") else { return nil }
      return unsafe place.load(as: UnsafeMutableRawPointer?.self)
    #else
      return nil
    #endif
  }
}
