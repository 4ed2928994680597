internal import CLibUSB
internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit
internal import Synchronization

/// The thread that handles libusb's events, and the hotplug callback with what it knows to be there.
///
/// A new one looks at the bus itself before it listens. Given what an older one knew it tells only the difference: so
/// it makes up for events that never came.
@safe final class USBWatch: @unchecked Sendable {  // `registration` is set before the thread starts.
  /// A device that is there: its id, and where the kernel has it now.
  struct Present: Sendable {
    var id: String
    var place: USBPlace
  }
  private struct State {
    /// What is there, by device.
    var present: [UInt: Present] = [:]
    /// What an older watch knew and this one has not seen yet.
    var expected: [String: USBPlace]
    var isRetired = false
    var isStopping = false
    var hasEnded = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let context: USBContext
  private let families: [ReaderFamily]
  private let events: AsyncStream<DeviceEvent>.Continuation
  private let doubt: @Sendable (String) -> Void
  private let state: Mutex<State>
  private let pause = WakeUp()
  private var registration: libusb_hotplug_callback_handle = 0

  /// Looks at the bus and goes on listening; devices hand `doubt` their id when they do not answer as being there.
  init(
    families: [ReaderFamily], events: AsyncStream<DeviceEvent>.Continuation, after known: [Present] = [],
    doubt: @escaping @Sendable (String) -> Void
  ) throws(KioskFailure) {
    context = try USBContext()
    self.families = families
    self.events = events
    self.doubt = doubt
    state = Mutex(State(expected: Dictionary(known.map { ($0.id, $0.place) }) { $1 }))
    guard libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG.rawValue) != 0 else {
      throw KioskFailure(.readerUnsupported)
    }
    let both = LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED.rawValue | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT.rawValue
    let retained = unsafe Unmanaged.passRetained(self)  // Released at the end of the thread.
    let code = unsafe libusb_hotplug_register_callback(
      context.pointer, CInt(bitPattern: both), CInt(bitPattern: LIBUSB_HOTPLUG_ENUMERATE.rawValue),
      LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, usbDeviceChanged,
      retained.toOpaque(), &registration)
    guard code == 0 else {
      unsafe retained.release()
      throw KioskFailure(.readerOpenFailed, detail: Int(-code))
    }
    let lost = state.withLock { state in
      defer { state.expected = [:] }
      return state.expected.keys.sorted()
    }
    for id in lost { events.yield(.left(id: id)) }
    startThread { self.run() }
  }

  /// What is there.
  var present: [Present] { state.withLock { Array($0.present.values) } }

  /// Tells nothing any more; what was there then.
  func retire() -> [Present] {
    state.withLock { state in
      state.isRetired = true
      return Array(state.present.values)
    }
  }

  /// Returns when the thread has ended and no callback comes any more.
  func stop() async {
    state.withLock { $0.isStopping = true }
    unsafe libusb_interrupt_event_handler(context.pointer)
    pause.signal()
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.waiters.append(continuation) }
        return state.hasEnded
      }
      if hasEnded { continuation.resume() }
    }
  }

  private func run() {
    // libusb_handle_events would wake every 60 s.
    var day = timeval(tv_sec: 86_400, tv_usec: 0)
    while !state.withLock({ $0.isStopping }) {
      let code = unsafe libusb_handle_events_timeout_completed(context.pointer, &day, nil)
      // A failure that lasts must not turn into a busy loop.
      if code != 0, code != LIBUSB_ERROR_INTERRUPTED.rawValue { _ = pause.wait(milliseconds: 200) }
    }
    unsafe libusb_hotplug_deregister_callback(context.pointer, registration)
    let waiters = state.withLock { state in
      state.hasEnded = true
      defer { state.waiters = [] }
      return state.waiters
    }
    waiters.forEach { $0.resume() }
    unsafe Unmanaged.passUnretained(self).release()
  }

  // MARK: From the callback, on whichever thread handles events; only descriptors may be asked for here.

  fileprivate func arrived(_ pointer: OpaquePointer) {
    let device = unsafe USBDevice(pointer, of: context)
    guard let (vendor, product) = device.identity,
      let family = families.first(where: { $0.devices.contains(.usb(vendor: vendor, product: product)) })
    else { return }
    let place = USBPlace(bus: device.bus, address: device.address, ports: device.ports)
    let id = place.id(vendor: vendor, product: product)
    let (isKnown, replaced) = state.withLock { state -> (Bool, Bool) in
      guard !state.isRetired, state.present[device.key] == nil else { return (true, false) }
      let old = state.present.first { $0.value.id == id }?.key
      if let old { state.present[old] = nil }
      state.present[device.key] = Present(id: id, place: place)
      let expected = state.expected.removeValue(forKey: id)
      return (expected == place, old != nil || expected != nil)
    }
    guard !isKnown else { return }
    if replaced { events.yield(.left(id: id)) }
    var attached = AttachedDevice(
      id: id, name: place.productName ?? family.name, link: family.link,
      match: .usb(vendor: vendor, product: product),
      opener: .transfers({ device.interfaces }) { () throws(KioskFailure) -> any TransferLink in
        try USBLink(device)
      },
      node: USBSource.nodePath(bus: place.bus, address: place.address))
    attached.serial = place.serial
    attached.whenLost = { [doubt] in doubt(id) }
    events.yield(.arrived(attached))
  }

  fileprivate func left(_ pointer: OpaquePointer) {
    let key = UInt(bitPattern: pointer)
    let one = state.withLock { $0.isRetired ? nil : $0.present.removeValue(forKey: key) }
    guard let one else { return }
    events.yield(.left(id: one.id))
  }
}

private func usbDeviceChanged(
  _: OpaquePointer?, _ device: OpaquePointer?, _ event: libusb_hotplug_event,
  _ watch: UnsafeMutableRawPointer?
) -> CInt {
  guard let device = unsafe device, let watch = unsafe watch else { return 0 }
  let usbWatch = unsafe Unmanaged<USBWatch>.fromOpaque(watch).takeUnretainedValue()
  if event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED {
    unsafe usbWatch.arrived(device)
  } else {
    unsafe usbWatch.left(device)
  }
  return 0
}
