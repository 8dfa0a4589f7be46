import Testing

@testable import Proxy

@Suite struct ByteMapTests {
    /// Some thousand keys come and go as they would in a dictionary.
    @Test func agreesWithADictionary() {
        var generator = SystemRandomNumberGenerator()
        var map = ByteMap()
        var wanted: [String: Int] = [:]
        for value in 0..<20_000 {
            let key = String(repeating: "k", count: Int.random(in: 0..<4, using: &generator))
                + "\(Int.random(in: 0..<600, using: &generator))"
            if Bool.random(using: &generator) {
                #expect(map.insert(Array(key.utf8), value) == (wanted[key] == nil))
                wanted[key] = wanted[key] ?? value
            } else {
                map.remove(Array(key.utf8))
                wanted[key] = nil
            }
        }
        #expect(map.count == wanted.count)
        for prefix in ["", "k", "kk", "kkk"] {
            for number in 0..<600 {
                let key = "\(prefix)\(number)"
                #expect(key.withBytes { map.find($0) } == wanted[key])
            }
        }
    }

    @Test func copiesStandAlone() {
        var one = ByteMap()
        one.insert([1], 1)
        var other = one
        other.remove([1])
        other.insert([2], 2)
        #expect([1].withUnsafeBufferPointer { one.find($0) } == 1)
        #expect([2].withUnsafeBufferPointer { one.find($0) } == nil)
        #expect([1].withUnsafeBufferPointer { other.find($0) } == nil)
        #expect([2].withUnsafeBufferPointer { other.find($0) } == 2)
    }
}
