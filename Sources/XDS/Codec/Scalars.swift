package import JSON

extension String: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> String? {
        if case .string(let value) = json { return value }
        if !json.isNull { log.refuse(json, wanted: "a string") }
        return nil
    }

    package var json: JSON { .string(self) }
    package var isZero: Bool { isEmpty }
}

extension Bool: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> Bool? {
        if case .bool(let value) = json { return value }
        if !json.isNull { log.refuse(json, wanted: "a boolean") }
        return nil
    }

    package var json: JSON { .bool(self) }
    package var isZero: Bool { !self }
}

/// Reads a number, or a number in quotes, as protobuf's JSON allows both.
private func integer<Value: FixedWidthInteger>(_ json: JSON, _ log: ReadLog, as type: Value.Type) -> Value? {
    let value: Value? =
        switch json {
        case .int(let value): Value(exactly: value)
        case .double(let value): Value(exactly: value)
        case .string(let text): Value(text)
        default: nil
        }
    if value == nil, !json.isNull { log.refuse(json, wanted: "an integer in range") }
    return value
}

extension UInt32: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> UInt32? { integer(json, log, as: UInt32.self) }
    package var json: JSON { .int(Int64(self)) }
    package var isZero: Bool { self == 0 }
}

extension Int32: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> Int32? { integer(json, log, as: Int32.self) }
    package var json: JSON { .int(Int64(self)) }
    package var isZero: Bool { self == 0 }
}

/// 64-bit integers are strings in protobuf's JSON.
extension UInt64: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> UInt64? { integer(json, log, as: UInt64.self) }
    package var json: JSON { .string(String(self)) }
    package var isZero: Bool { self == 0 }
}

extension Int64: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> Int64? { integer(json, log, as: Int64.self) }
    package var json: JSON { .string(String(self)) }
    package var isZero: Bool { self == 0 }
}

extension Double: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> Double? {
        if let value = json.double { return value }
        switch json {
        case .string("NaN"): return .nan
        case .string("Infinity"): return .infinity
        case .string("-Infinity"): return -.infinity
        case .string(let text): if let value = Double(text) { return value }
        case .null: return nil
        default: break
        }
        log.refuse(json, wanted: "a number")
        return nil
    }

    package var json: JSON {
        if isNaN { return "NaN" }
        if isInfinite { return self > 0 ? "Infinity" : "-Infinity" }
        if let whole = Int64(exactly: self) { return .int(whole) }
        return .double(self)
    }

    package var isZero: Bool { self == 0 }
}

/// `google.protobuf.Value`: any JSON.
extension JSON: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> JSON? { json }
    package var json: JSON { self }
    package var isZero: Bool { isNull }
}

/// An enumeration, by the names protobuf has for its values. The first case is the zero value.
package protocol ProtoEnum: ProtoValue, CaseIterable, RawRepresentable where RawValue == String {
    static var zero: Self { get }
}

extension ProtoEnum {
    package static func read(_ json: JSON, _ log: ReadLog) -> Self? {
        if case .string(let name) = json, let value = Self(rawValue: name) { return value }
        if !json.isNull { log.refuse(json, wanted: "one of \(allCases.map(\.rawValue).joined(separator: ", "))") }
        return nil
    }

    package var json: JSON { .string(rawValue) }
    package var isZero: Bool { self == .zero }
}

/// A protobuf `bytes` field: base64 in JSON.
package struct Bytes: ProtoValue {
    package var bytes: [UInt8]

    package init(_ bytes: [UInt8] = []) { self.bytes = bytes }
    package init(_ text: String) { bytes = Array(text.utf8) }

    package static func read(_ json: JSON, _ log: ReadLog) -> Bytes? {
        if case .string(let text) = json, let bytes = Base64.decode(text) { return Bytes(bytes) }
        if !json.isNull { log.refuse(json, wanted: "base64") }
        return nil
    }

    package var json: JSON { .string(Base64.encode(bytes)) }
    package var isZero: Bool { bytes.isEmpty }
}
