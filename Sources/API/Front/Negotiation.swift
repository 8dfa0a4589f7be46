/// The shape and encoding in which a client wants objects.
struct Negotiation: Sendable, Equatable {
    enum Encoding: Sendable, Equatable {
        case json, yaml, protobuf

        var mediaType: String {
            switch self {
            case .json: MediaType.json
            case .yaml: MediaType.yaml
            case .protobuf: MediaType.protobuf
            }
        }
    }

    enum Shape: Sendable, Equatable {
        case object
        /// The version of meta.k8s.io the table is in.
        case table(version: String)
        case partialMetadata(version: String)
        case partialMetadataList(version: String)
    }

    var encoding = Encoding.json
    var shape = Shape.object
    var isPretty = false

    static let plain = Negotiation()

    /// Nil when nothing the client accepts can be had: 406.
    static func negotiate(accept: String, query: Query, userAgent: String, allowsProtobuf: Bool) -> Negotiation? {
        let isPretty = query["pretty"].map { _ in query.flag("pretty") } ?? isBrowser(userAgent)
        if accept.isEmpty || accept == "application/json" || accept == "*/*" {
            var plain = Negotiation()
            plain.isPretty = isPretty
            return plain
        }
        for type in MediaType.accepted(accept) {
            guard var choice = encoding(of: type, allowsProtobuf: allowsProtobuf) else { continue }
            if let kind = type.parameters["as"] {
                guard type.parameters["g"] == "meta.k8s.io", let version = type.parameters["v"],
                    version == "v1" || version == "v1beta1"
                else { continue }
                switch kind {
                case "Table": choice.shape = .table(version: version)
                case "PartialObjectMetadata": choice.shape = .partialMetadata(version: version)
                case "PartialObjectMetadataList": choice.shape = .partialMetadataList(version: version)
                default: continue
                }
            }
            choice.isPretty = type.parameters["pretty"] == "1" || isPretty
            return choice
        }
        return nil
    }

    /// People read what these get.
    private static func isBrowser(_ userAgent: String) -> Bool {
        ["curl", "Wget", "Mozilla/5.0"].contains { userAgent.hasPrefix($0) }
    }

    private static func encoding(of type: MediaType, allowsProtobuf: Bool) -> Negotiation? {
        if type.admits(MediaType.json) { return Negotiation(encoding: .json) }
        if type.admits(MediaType.protobuf), allowsProtobuf { return Negotiation(encoding: .protobuf) }
        if type.admits(MediaType.yaml) { return Negotiation(encoding: .yaml) }
        return nil
    }
}
