import JSON
import Kube
import Schemas
import Store
import Synchronization

/// Watch events as bytes: `{"type":"ADDED","object":…}` lines, or length-prefixed protobuf. What an event looks like in a
/// given shape is made once and shared by all who watch it so.
final class WatchFrames: Sendable {
    private let server: APIServer
    private let target: Target
    private let negotiation: Negotiation
    private let include: TableWriter.Include
    /// Under which watchers of the same shape find each other's frames.
    private let key: String
    /// Columns stand in a table's first event alone.
    private let needsColumns: Atomic<Bool>

    init(_ server: APIServer, _ target: Target, _ negotiation: Negotiation, include: TableWriter.Include) throws {
        self.server = server
        self.target = target
        self.negotiation = negotiation
        self.include = include
        let shape =
            switch negotiation.shape {
            case .object: "object"
            case .table(let version): "table.\(version).\(include.rawValue)"
            case .partialMetadata(let version), .partialMetadataList(let version): "metadata.\(version)"
            }
        key = "\(target.groupVersionKind.apiVersion)/\(target.kind.kind)/\(negotiation.encoding)/\(shape)"
        needsColumns = Atomic(true)
    }

    func initial(_ object: JSON) throws -> [UInt8] { try frame("ADDED", object) }

    func frame(_ change: Change) throws -> [UInt8] {
        if isTable, needsColumns.load(ordering: .relaxed) {
            return try frame(change.kind.rawValue, server.converted(change.object(), target))
        }
        return try change.event.shared("\(key)/\(change.kind.rawValue)") {
            if negotiation.shape == .object, negotiation.encoding == .json {
                let bytes = try change.bytes()
                if server.isStored(bytes, in: target.version) { return line(change.kind.rawValue, bytes) }
            }
            return try frame(change.kind.rawValue, server.converted(change.object(), target))
        }
    }

    func bookmark(_ revision: Int64, endsInitialEvents: Bool) throws -> [UInt8] {
        var object: JSON = [
            "kind": .string(target.kind.kind), "apiVersion": .string(target.groupVersionKind.apiVersion),
            "metadata": ["resourceVersion": .string(String(revision)), "creationTimestamp": .null],
        ]
        if endsInitialEvents { object["metadata", "annotations"] = ["k8s.io/initial-events-end": "true"] }
        return try frame("BOOKMARK", object)
    }

    func error(_ error: StatusError) -> [UInt8] {
        encoded("ERROR", error.json) ?? line("ERROR", error.json.bytes)
    }

    private var isTable: Bool {
        if case .table = negotiation.shape { true } else { false }
    }

    private func frame(_ type: String, _ object: JSON) throws -> [UInt8] {
        let shown: JSON
        switch negotiation.shape {
        case .object: shown = object
        case .partialMetadata(let version), .partialMetadataList(let version):
            shown = PartialMetadata.of(object, version: version)
        case .table(let version):
            let hasColumns = needsColumns.exchange(false, ordering: .relaxed)
            shown = TableWriter(target, version: version, include: include).table(
                [object], metadata: ["resourceVersion": .string(object.resourceVersion)], hasColumns: hasColumns)
        }
        guard let bytes = encoded(type, shown) else {
            throw StatusError.notAcceptable(Body.supported(allowsProtobuf: false))
        }
        return bytes
    }

    private func encoded(_ type: String, _ object: JSON) -> [UInt8]? {
        guard negotiation.encoding == .protobuf else { return line(type, object.bytes) }
        return ProtobufCodec(server.surface.catalog).encode(object).map { Self.protobufFrame(type, $0) }
    }

    private func line(_ type: String, _ object: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(object.count + 32)
        output += #"{"type":""#.utf8
        output += type.utf8
        output += #"","object":"#.utf8
        output += object
        output += "}\n".utf8
        return output
    }

    /// `metav1.WatchEvent` (1: type, 2: RawExtension whose 1 is raw), preceded by its length in four bytes.
    private static func protobufFrame(_ type: String, _ object: [UInt8]) -> [UInt8] {
        func varint(_ value: Int, to output: inout [UInt8]) {
            var value = UInt64(value)
            while value >= 0x80 {
                output.append(UInt8(truncatingIfNeeded: value) | 0x80)
                value >>= 7
            }
            output.append(UInt8(value))
        }
        func field(_ number: UInt8, _ bytes: some Collection<UInt8>, to output: inout [UInt8]) {
            output.append(number << 3 | 2)
            varint(bytes.count, to: &output)
            output += bytes
        }
        var raw: [UInt8] = []
        field(1, object, to: &raw)
        var event: [UInt8] = []
        field(1, Array(type.utf8), to: &event)
        field(2, raw, to: &event)
        let length = UInt32(event.count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + event
    }
}
