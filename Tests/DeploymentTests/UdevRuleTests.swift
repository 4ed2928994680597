import ReaderDrivers
import ReaderKit
import TestSupport
import Testing

@Suite("udev rule")
struct UdevRuleTests {
  @Test(
    "gives each known reader to the reader daemon, awake and without ModemManager",
    arguments: try USBPair.inRules())
  func reader(pair: USBPair) async throws {
    let device = try await PluggedDevice(pair)
    #expect(device.complaints.isEmpty)
    #expect(device.actions.contains("GROUP \(PluggedDevice.group.id)"))
    #expect(device.actions.contains("MODE 0660"))
    #expect(device.actions.contains { $0.hasPrefix("ATTR ") && $0.hasSuffix("/power/control' writing 'on'") })
    #expect(device.properties.contains("ID_MM_DEVICE_IGNORE=1"))
  }

  @Test(
    "leaves every other device alone",
    arguments: [
      USBPair(vendor: "0483", product: "df11"), USBPair(vendor: "0403", product: "6001"),
      USBPair(vendor: "0400", product: "c35b"), USBPair(vendor: "0401", product: "c35a"),
    ])
  func other(pair: USBPair) async throws {
    let device = try await PluggedDevice(pair)
    #expect(device.complaints.isEmpty)
    #expect(device.actions.isEmpty)
    #expect(!device.properties.contains { $0.contains("IDKIOSK") || $0.contains("ID_MM_") })
  }

  @Test("leaves the interfaces of a reader alone")
  func interface() async throws {
    let pair = try #require(try USBPair.inRules().first)
    let device = try await PluggedDevice(pair, type: "usb_interface")
    #expect(device.actions.isEmpty)
  }

  @Test("names exactly the USB readers that have a driver, and is made from their files")
  func families() throws {
    let served = allFamilies.filter { if case .unsupported = $0.maker { false } else { true } }
      .flatMap(\.devices).compactMap { device in
        guard case .usb(let vendor, let product) = device else { return USBPair?.none }
        return USBPair(vendor: UdevRulePage.hex(vendor), product: UdevRulePage.hex(product))
      }
    #expect(try GeneratedPage("udev/70-idkiosk.rules").holds(UdevRulePage.text(of: ReaderFamilies.data())))
    #expect(try USBPair.inRules() == Set(served))
    #expect(served.count == 4)
  }

  @Test(
    "keeps ModemManager away from the ports of the adapters that stand in a file of readers, and gives them to nobody",
    arguments: try ReaderFamilies.data().flatMap(\.readers).flatMap(\.adapters).compactMap(USBPair.init))
  func adapter(pair: USBPair) async throws {
    let port = try await PluggedDevice(portOf: pair)
    #expect(port.complaints.isEmpty)
    #expect(port.properties.contains("ID_MM_PORT_IGNORE=1"))
    #expect(port.actions.isEmpty)
    // The adapter itself stays everybody's.
    let device = try await PluggedDevice(pair)
    #expect(device.actions.isEmpty && !device.properties.contains { $0.contains("ID_MM_") })
  }

  @Test("leaves the ports of every other adapter to ModemManager")
  func otherAdapter() async throws {
    let port = try await PluggedDevice(portOf: USBPair(vendor: "1a86", product: "7522"))
    #expect(port.complaints.isEmpty && port.actions.isEmpty)
    #expect(!port.properties.contains { $0.contains("ID_MM_") })
  }

  @Test("of the adapters is made from the same files, and names those that are everywhere")
  func adapters() throws {
    let data = try ReaderFamilies.data()
    #expect(try GeneratedPage("udev/70-idkiosk-adapters.rules").holds(UdevRulePage.adapters(of: data)))
    let pairs = data.flatMap(\.readers).flatMap(\.adapters).compactMap(USBPair.init).map(\.testDescription)
    #expect(Set(pairs).isSuperset(of: ["1a86:7523", "10c4:ea60", "0403:6001", "067b:2303"]))
    #expect(pairs.count == Set(pairs).count)
  }

  @Test("the list of supported readers is made from the same files")
  func list() throws {
    #expect(try GeneratedPage("docs/readers.md").holds(ReadersPage.markdown(of: ReaderFamilies.data())))
  }

  @Test("names whole pairs only, in lower case")
  func pairs() throws {
    let pairs = try USBPair.inRules()
    #expect(pairs.contains(USBPair(vendor: "0400", product: "c35a")))
    #expect(
      pairs.allSatisfy { "\($0.vendor) \($0.product)".wholeMatch(of: #/[0-9a-f]{4} [0-9a-f]{4}/#) != nil })
    let ids = try RepositoryFile("udev/70-idkiosk.rules").lines().count {
      $0.contains("idVendor") || $0.contains("idProduct")
    }
    #expect(ids == pairs.count)
  }
}
