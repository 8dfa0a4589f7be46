import Crypto
import FoundationEssentials
import JSON
import Kube
import Schemas
import Synchronization

/// The kinds served at one moment, and what is derived from them once. Replaced as a whole when a
/// CustomResourceDefinition comes or goes; a request keeps the one it began with.
final class Surface: Sendable {
    struct Document: Sendable {
        var bytes: [UInt8]
        /// Of the bytes; the same for the same document whatever process made it.
        var hash: String

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            hash = SHA512.hash(data: Data(bytes)).reduce(into: "") { text, byte in
                let digits = Array("0123456789ABCDEF")
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 15)])
            }
        }
    }

    let catalog: Catalog
    private let documents = Mutex<[String: Document]>([:])

    init(catalog: Catalog) {
        self.catalog = catalog
    }

    func aggregated(core: Bool, version: String) -> Document {
        document("discovery/\(core)/\(version)") {
            let list: JSON = [
                "kind": "APIGroupDiscoveryList", "apiVersion": .string("apidiscovery.k8s.io/\(version)"), "metadata": [:],
                "items": .array(AggregatedDiscovery.groups(self, core: core)),
            ]
            return list.bytes
        } ?? Document([])
    }

    func openAPI2(protobuf: Bool) -> Document {
        document("openapi/v2/\(protobuf)") {
            let json = OpenAPI(catalog).version2()
            return protobuf ? OpenAPI.protobuf(version2: json) : json.bytes
        } ?? Document([])
    }

    func openAPI3(_ version: GroupVersion) -> Document? {
        document("openapi/v3/\(version.apiVersion)") { OpenAPI(catalog).version3(version)?.bytes }
    }

    var openAPI3Index: JSON {
        let paths = OpenAPI(catalog).paths
        var index: [String: JSON] = [:]
        for (path, hash) in paths {
            index[path] = ["serverRelativeURL": .string("/openapi/v3/\(path)?hash=\(hash)")]
        }
        return ["paths": .object(index)]
    }

    private func document(_ key: String, make: () -> [UInt8]?) -> Document? {
        if let known = documents.withLock({ $0[key] }) { return known }
        guard let bytes = make() else { return nil }
        let document = Document(bytes)
        documents.withLock { $0[key] = document }
        return document
    }
}
