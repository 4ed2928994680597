import KioskProtocol
import Testing

@Suite("Settings of a window")
struct WindowSettingTests {
  @Test("accept their own defaults, as they are kept", arguments: WindowSetting.allCases)
  func initial(setting: WindowSetting) {
    if let value = setting.initialValue { #expect(setting.accepted(value) == value) }
    #expect(setting.accepted("") == nil)
  }

  @Test("accept what fits their form and nothing else")
  func forms() {
    #expect(WindowSetting.selfService.accepted("done,read") == "read, done")
    #expect(WindowSetting.selfService.accepted("none") == "none")
    for wrong in ["none, read", "write", ",", "read; done"] {
      #expect(WindowSetting.selfService.accepted(wrong) == nil)
    }
    #expect(WindowSetting.idleSeconds.accepted("010") == "10")
    for wrong in ["9", "86401", "-10", "1e3", "99999999999999999999"] {
      #expect(WindowSetting.idleSeconds.accepted(wrong) == nil)
    }
    #expect(WindowSetting.typedDocuments.accepted("on") == "on")
    #expect(WindowSetting.typedDocuments.accepted("yes") == nil)
    #expect(WindowSetting.windowName.accepted("浦江窗口 3") == "浦江窗口 3")
    #expect(WindowSetting.windowName.accepted("a\nb") == nil)
    #expect(WindowSetting.windowName.accepted(String(repeating: "a", count: 129)) == nil)
  }
}
