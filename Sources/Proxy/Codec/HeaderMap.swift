/// A range of a `HeaderMap`'s bytes.
struct ByteRange: Equatable {
    var start: UInt32
    var count: UInt32

    static let none = ByteRange(start: .max, count: 0)
    @inline(__always) var isNone: Bool { start == .max }

    @inline(__always)
    init(start: UInt32, count: UInt32) {
        self.start = start
        self.count = count
    }

    @inline(__always)
    init(_ start: Int, _ count: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.count = UInt32(truncatingIfNeeded: count)
    }
}

/// The head of one request or response: one run of bytes, and a table of where names and values stand in it.
///
/// Names are lower case. A header set later takes its predecessor's place; one added goes to the end; one removed
/// leaves a gap that iteration skips. The object is meant to be used over and over: `reset` keeps its memory. It
/// belongs to one event loop.
final class HeaderMap {
    struct Field {
        var name: ByteRange
        var value: ByteRange
        var id: HeaderID
        var isRemoved: Bool
    }

    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var byteCount = 0
    private var byteCapacity: Int
    private(set) var fields: UnsafeMutablePointer<Field>
    private(set) var fieldCount = 0
    private var fieldCapacity: Int
    /// The first field of each known header, or -1.
    private let firsts: UnsafeMutablePointer<Int16>

    var method = ByteRange.none
    var path = ByteRange.none
    var scheme = ByteRange.none
    /// `:authority`, or the Host header that HTTP/1 has for it.
    var authority = ByteRange.none
    /// `:protocol` of an extended CONNECT.
    var connectProtocol = ByteRange.none
    var status = 0
    /// In which order the pseudo-headers came, and go to an upstream that speaks HTTP/2: four bits each, 1 + the raw
    /// value of `PseudoHeader`, the first lowest. As it is here when a request came as HTTP/1.
    var pseudoOrder = HeaderMap.http1Order

    static let http1Order: UInt32 = 0x4123

    private static let idCount = HeaderID.allCases.count

    init() {
        byteCapacity = 1024
        bytes = .allocate(capacity: byteCapacity)
        fieldCapacity = 32
        fields = .allocate(capacity: fieldCapacity)
        firsts = .allocate(capacity: HeaderMap.idCount)
        firsts.initialize(repeating: -1, count: HeaderMap.idCount)
    }

    deinit {
        bytes.deallocate()
        fields.deallocate()
        firsts.deallocate()
    }

    func reset() {
        byteCount = 0
        fieldCount = 0
        firsts.update(repeating: -1, count: HeaderMap.idCount)
        method = .none
        path = .none
        scheme = .none
        authority = .none
        connectProtocol = .none
        status = 0
        pseudoOrder = HeaderMap.http1Order
        if byteCapacity > Limits.retainedHeaderBytes {
            bytes.deallocate()
            byteCapacity = 1024
            bytes = .allocate(capacity: byteCapacity)
        }
    }

    // MARK: Bytes

    @inline(__always)
    subscript(range: ByteRange) -> Bytes {
        range.isNone ? .empty : Bytes(start: bytes + Int(range.start), count: Int(range.count))
    }

    /// Room for more bytes at the end; what is written there counts after `commit`.
    @inline(__always)
    func reserve(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        if byteCount + count > byteCapacity { grow(byteCount + count) }
        return bytes + byteCount
    }

    @inline(__always)
    func commit(_ count: Int) -> ByteRange {
        let range = ByteRange(byteCount, count)
        byteCount += count
        return range
    }

    private func grow(_ minimum: Int) {
        byteCapacity = max(minimum, byteCapacity * 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
        copyBytes(larger, bytes, byteCount)
        bytes.deallocate()
        bytes = larger
    }

    /// Copies bytes to the end; they may be this map's own.
    @inline(__always)
    func store(_ source: Bytes) -> ByteRange {
        guard let start = source.baseAddress else { return commit(0) }
        if byteCount + source.count > byteCapacity {
            let own = bytes
            let offset = UnsafePointer(own) <= start && start < UnsafePointer(own) + byteCount ? start - UnsafePointer(own) : -1
            let target = reserve(source.count)
            copyBytes(target, offset >= 0 ? UnsafePointer(bytes) + offset : start, source.count)
        } else {
            copyBytes(bytes + byteCount, start, source.count)
        }
        return commit(source.count)
    }

    func store(_ source: [UInt8]) -> ByteRange { source.withUnsafeBufferPointer { store($0) } }
    func store(_ source: String) -> ByteRange {
        var source = source
        return source.withUTF8 { store($0) }
    }
    @inline(__always)
    func store(_ literal: StaticString) -> ByteRange { store(Bytes(literal)) }

    // MARK: Fields

    @inline(__always)
    func appendField(name: ByteRange, value: ByteRange, id: HeaderID) {
        if fieldCount == fieldCapacity { growFields() }
        (fields + fieldCount).initialize(to: Field(name: name, value: value, id: id, isRemoved: false))
        if id != .other, firsts[Int(id.rawValue)] < 0 { firsts[Int(id.rawValue)] = Int16(truncatingIfNeeded: fieldCount) }
        fieldCount += 1
    }

    private func growFields() {
        let larger = UnsafeMutablePointer<Field>.allocate(capacity: fieldCapacity * 2)
        larger.moveInitialize(from: fields, count: fieldCount)
        fields.deallocate()
        fields = larger
        fieldCapacity *= 2
    }

    @inline(__always)
    func contains(_ id: HeaderID) -> Bool { firsts[Int(id.rawValue)] >= 0 }

    @inline(__always)
    func firstIndex(of id: HeaderID) -> Int? {
        let index = firsts[Int(id.rawValue)]
        return index < 0 ? nil : Int(index)
    }

    /// The first value of a known header.
    @inline(__always)
    subscript(id: HeaderID) -> Bytes? {
        let index = firsts[Int(id.rawValue)]
        return index < 0 ? nil : self[fields[Int(index)].value]
    }

    /// Gives back what was stored since; nothing may refer to it.
    func rewind(to count: Int) { byteCount = min(count, byteCount) }

    @inline(__always)
    func add(_ id: HeaderID, _ value: ByteRange) {
        appendField(name: store(id.name), value: value, id: id)
    }

    @inline(__always)
    func add(_ id: HeaderID, _ value: StaticString) {
        let value = store(value)
        add(id, value)
    }

    /// Puts a value where the header first stood, or at the end; further ones of the name go.
    func set(_ id: HeaderID, _ value: ByteRange) {
        guard let index = firstIndex(of: id) else {
            add(id, value)
            return
        }
        fields[index].value = value
        var next = index + 1
        while next < fieldCount {
            if fields[next].id == id { fields[next].isRemoved = true }
            next += 1
        }
    }

    func set(_ id: HeaderID, _ value: StaticString) { set(id, store(value)) }
    func set(_ id: HeaderID, _ value: Bytes) { set(id, store(value)) }
    func set(_ id: HeaderID, _ value: String) { set(id, store(value)) }

    func remove(_ id: HeaderID) {
        guard let first = firstIndex(of: id) else { return }
        firsts[Int(id.rawValue)] = -1
        var index = first
        while index < fieldCount {
            if fields[index].id == id { fields[index].isRemoved = true }
            index += 1
        }
    }

    // MARK: Fields by any name (lower case)

    @inline(__always)
    func firstIndex(of name: Bytes) -> Int? {
        var index = 0
        while index < fieldCount {
            if !fields[index].isRemoved, self[fields[index].name].equals(name) { return index }
            index += 1
        }
        return nil
    }

    /// The field's value; several of the name are joined with a comma, as Envoy's matchers and formatters see them.
    func withValue<Result>(of name: HeaderName, _ body: (Bytes?) -> Result) -> Result {
        if let pseudo = name.pseudo { return body(self[pseudo]) }
        var first = -1
        var count = 0
        for index in 0..<fieldCount where isField(index, named: name) {
            if count == 0 { first = index }
            count += 1
        }
        if count == 0 { return body(nil) }
        if count == 1 { return body(self[fields[first].value]) }
        var joined: [UInt8] = []
        for index in first..<fieldCount where isField(index, named: name) {
            if !joined.isEmpty || index != first { joined.append(UInt8(ascii: ",")) }
            joined.append(contentsOf: self[fields[index].value])
        }
        return joined.withUnsafeBufferPointer { body($0) }
    }

    /// Whether any value of the name passes; nil when there is none.
    func anyValue(of name: HeaderName, _ test: (Bytes) -> Bool) -> Bool? {
        if let pseudo = name.pseudo { return self[pseudo].map(test) }
        var isThere = false
        for index in 0..<fieldCount where isField(index, named: name) {
            if test(self[fields[index].value]) { return true }
            isThere = true
        }
        return isThere ? false : nil
    }

    /// The field's first value.
    func withFirstValue<Result>(of name: HeaderName, _ body: (Bytes?) -> Result) -> Result {
        if let pseudo = name.pseudo { return body(self[pseudo]) }
        if name.id != .other { return body(self[name.id]) }
        for index in 0..<fieldCount where isField(index, named: name) { return body(self[fields[index].value]) }
        return body(nil)
    }

    @inline(__always)
    private func isField(_ index: Int, named name: HeaderName) -> Bool {
        let field = fields[index]
        if field.isRemoved || field.id != name.id { return false }
        return name.id != .other || self[field.name].equals(name.bytes)
    }

    func contains(_ name: HeaderName) -> Bool {
        if let pseudo = name.pseudo { return self[pseudo] != nil }
        if name.id != .other { return contains(name.id) }
        for index in 0..<fieldCount where isField(index, named: name) { return true }
        return false
    }

    func remove(_ name: HeaderName) {
        if name.id != .other { return remove(name.id) }
        for index in 0..<fieldCount where isField(index, named: name) { fields[index].isRemoved = true }
    }

    func remove(at index: Int) {
        let id = fields[index].id
        fields[index].isRemoved = true
        guard id != .other, firsts[Int(id.rawValue)] == Int16(truncatingIfNeeded: index) else { return }
        firsts[Int(id.rawValue)] = -1
        for later in (index + 1)..<max(index + 1, fieldCount) where fields[later].id == id && !fields[later].isRemoved {
            firsts[Int(id.rawValue)] = Int16(truncatingIfNeeded: later)
            break
        }
    }

    func add(_ name: HeaderName, _ value: ByteRange) {
        appendField(name: store(name.bytes), value: value, id: name.id)
    }

    func set(_ name: HeaderName, _ value: ByteRange) {
        if name.id != .other { return set(name.id, value) }
        var isDone = false
        for index in 0..<fieldCount where isField(index, named: name) {
            if isDone {
                fields[index].isRemoved = true
            } else {
                fields[index].value = value
                isDone = true
            }
        }
        if !isDone { add(name, value) }
    }

    /// Joins to the last value of the header with a comma and no blank, or adds it.
    func join(_ id: HeaderID, _ value: Bytes) {
        guard let index = firstIndex(of: id) else {
            add(id, store(value))
            return
        }
        let old = fields[index].value
        let total = Int(old.count) + 1 + value.count
        var copy: [UInt8] = []
        copy.reserveCapacity(total)
        copy.append(contentsOf: self[old])
        copy.append(UInt8(ascii: ","))
        copy.append(contentsOf: value)
        fields[index].value = store(copy)
    }

    @inline(__always)
    func forEach(_ body: (Field) -> Void) {
        var index = 0
        while index < fieldCount {
            if !fields[index].isRemoved { body(fields[index]) }
            index += 1
        }
    }

    /// Makes this a copy of another map.
    func copy(_ other: HeaderMap) {
        reset()
        let target = reserve(other.byteCount)
        copyBytes(target, other.bytes, other.byteCount)
        byteCount = other.byteCount
        for index in 0..<other.fieldCount {
            let field = other.fields[index]
            if !field.isRemoved { appendField(name: field.name, value: field.value, id: field.id) }
        }
        method = other.method
        path = other.path
        scheme = other.scheme
        authority = other.authority
        connectProtocol = other.connectProtocol
        status = other.status
        pseudoOrder = other.pseudoOrder
    }

    var isEmpty: Bool {
        for index in 0..<fieldCount where !fields[index].isRemoved { return false }
        return true
    }

    /// What Envoy counts as the size of a head: names and values.
    var size: Int {
        var total = Int(method.count + path.count + authority.count + scheme.count)
        forEach { total += Int($0.name.count + $0.value.count) }
        return total
    }
}
