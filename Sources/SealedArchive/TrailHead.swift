/// The newest line of one window's chain: how many there are, and the last one's code.
struct TrailHead: Equatable {
  var count = 0
  var chain: [UInt8] = []
}
