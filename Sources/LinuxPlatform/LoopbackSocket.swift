internal import Glibc

/// Listening TCP sockets that only programs of this machine can reach.
public enum LoopbackSocket {
  /// Which of the two loopback addresses.
  public enum Address: Sendable {
    /// 127.0.0.1
    case version4
    /// ::1
    case version6
  }

  /// A socket that listens on `port` of `address`; 0 takes any free port.
  ///
  /// A port that another server has is refused with EADDRINUSE, an address this machine does not have with
  /// EADDRNOTAVAIL or EAFNOSUPPORT.
  public static func listen(
    on address: Address, port: UInt16
  ) throws(SystemError) -> OwnedDescriptor {
    let family = address == .version4 ? AF_INET : AF_INET6
    let raw = socket(family, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard raw >= 0 else { throw .last("socket") }
    let descriptor = OwnedDescriptor(taking: raw)
    try descriptor.setNonBlocking()
    // Connections of an earlier run that linger must not keep the port; another listener still does.
    try set(SO_REUSEADDR, of: SOL_SOCKET, on: descriptor.raw)
    let bound: CInt
    switch address {
    case .version4:
      var place = sockaddr_in()
      place.sin_family = sa_family_t(AF_INET)
      place.sin_port = port.bigEndian
      place.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
      bound = unsafe bindTo(&place, descriptor.raw)
    case .version6:
      try set(IPV6_V6ONLY, of: CInt(IPPROTO_IPV6), on: descriptor.raw)
      var place = sockaddr_in6()
      place.sin6_family = sa_family_t(AF_INET6)
      place.sin6_port = port.bigEndian
      place.sin6_addr = in6addr_loopback
      bound = unsafe bindTo(&place, descriptor.raw)
    }
    guard bound == 0 else { throw .last("bind") }
    guard Glibc.listen(descriptor.raw, 512) == 0 else { throw .last("listen") }
    return descriptor
  }

  /// Lets a listening socket take no connection any more, without giving up its number.
  public static func refuse(at descriptor: CInt) { _ = shutdown(descriptor, CInt(SHUT_RDWR)) }

  /// The port that a socket of 127.0.0.1 has.
  public static func port(of descriptor: CInt) throws(SystemError) -> UInt16 {
    var place = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = unsafe withUnsafeMutablePointer(to: &place) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(descriptor, $0, &size)
      }
    }
    guard result == 0 else { throw .last("getsockname") }
    return UInt16(bigEndian: place.sin_port)
  }

  private static func set(_ option: CInt, of level: CInt, on descriptor: CInt) throws(SystemError) {
    var value: CInt = 1
    let size = socklen_t(MemoryLayout<CInt>.size)
    guard unsafe setsockopt(descriptor, level, option, &value, size) == 0 else { throw .last("setsockopt") }
  }

  private static func bindTo<Place>(_ place: UnsafePointer<Place>, _ descriptor: CInt) -> CInt {
    unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      unsafe bind(descriptor, $0, socklen_t(MemoryLayout<Place>.size))
    }
  }
}
