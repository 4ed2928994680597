/// `window.show`: what is set at this window.
package enum WindowShow: RPCMethod {
  package static let name = "window.show"
  package typealias Params = Empty
  package struct Setting: Codable, Sendable {
    package var key: String
    package var value: String
    /// What holds when it is not set.
    package var initial: String
    /// Whether it stands in the configuration file and cannot be set here.
    package var fixed: Bool
    /// Which values fit, in words.
    package var form: String
    package init(key: String, value: String, initial: String, fixed: Bool, form: String) {
      self.key = key
      self.value = value
      self.initial = initial
      self.fixed = fixed
      self.form = form
    }
  }
  package struct Output: Codable, Sendable {
    /// The window's id.
    package var id: String
    package var settings: [Setting]
    package init(id: String, settings: [Setting]) {
      self.id = id
      self.settings = settings
    }
  }
}

/// `window.set`: sets one thing, or takes it back where the value is left out; what is set afterwards.
package enum WindowSet: RPCMethod {
  package static let name = "window.set"
  package struct Params: Codable, Sendable {
    package var key: String
    package var value: String?
    package init(key: String, value: String?) {
      self.key = key
      self.value = value
    }
  }
  package typealias Output = WindowShow.Output
}

/// `window.changed`: something was set at the window.
package struct WindowChanged: RPCNotification {
  package static let name = "window.changed"
  package var key: String
  package var value: String
  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}
