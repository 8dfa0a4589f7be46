import JSON
import XDS

/// A snapshot as the files of Envoy's file-based xDS: listeners and clusters in one file each, every route
/// configuration, endpoint assignment and secret in its own, since Envoy wants just one in those.
///
/// Works on JSON, so that what the vocabulary lacks (`Resource.original`) passes through.
struct FileResources {
    let folder: String
    let map: AddressMap
    private(set) var files: [String: JSON] = [:]

    init(_ snapshot: Snapshot, folder: String, map: AddressMap) {
        self.folder = folder
        self.map = map
        for resource in snapshot.routes.resources { add("rds", resource.name, [resource.json]) }
        for resource in snapshot.endpoints.resources { add("eds", resource.name, [mapped(resource.json)]) }
        for resource in snapshot.secrets.resources { add("sds", resource.name, [mapped(resource.json)]) }
        files["cds.json"] = Self.response(snapshot.clusters.resources.map { mapped($0.json) })
        files["lds.json"] = Self.response(snapshot.listeners.resources.map { mapped(listener($0.json)) })
    }

    private mutating func add(_ kind: String, _ name: String, _ resources: [JSON]) {
        files[Self.file(kind, name)] = Self.response(resources)
    }

    /// Names of resources are not names of files: what is odd in them is spelt out.
    static func file(_ kind: String, _ name: String) -> String {
        var text = "\(kind)-"
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                text.unicodeScalars.append(UnicodeScalar(byte))
            default: text += "_" + String(byte, radix: 16)
            }
        }
        // File names end at 255 bytes.
        if text.utf8.count > 200 { text = text.prefix(160) + "-" + SHA256.hex(Array(name.utf8)).prefix(32) }
        return text + ".json"
    }

    private static func response(_ resources: [JSON]) -> JSON { ["resources": .array(resources)] }

    private func listener(_ json: JSON) -> JSON {
        var json = json
        guard let address = json["address", "socket_address"], let port = address["port_value"]?.int,
            let real = map.listener(address["address"]?.string ?? "", port)
        else { return json }
        json["address", "socket_address", "address"] = .string(real.host)
        json["address", "socket_address", "port_value"] = .int(Int64(real.port))
        return json
    }

    /// Points subscriptions to files and endpoints to real addresses, wherever they stand.
    private func mapped(_ json: JSON) -> JSON {
        switch json {
        case .array(let items): return .array(items.map(mapped))
        case .object(var members):
            if let name = members["route_config_name"]?.string, members["config_source"] != nil {
                members["config_source"] = source("rds", name)
            }
            if let name = members["service_name"]?.string, members["eds_config"] != nil {
                members["eds_config"] = source("eds", name)
            }
            if let name = members["name"]?.string, members["sds_config"]?["ads"] != nil {
                members["sds_config"] = source("sds", name)
            }
            if let endpoint = members["endpoint"], endpoint["address"] != nil {
                members["endpoint"] = self.endpoint(endpoint)
            }
            if let trust = map.systemTrustFile, members["filename"] == "/etc/ssl/certs/ca-certificates.crt" {
                members["filename"] = .string(trust)
            }
            return .object(members.mapValues(mapped))
        default: return json
        }
    }

    private func endpoint(_ json: JSON) -> JSON {
        var json = json
        guard let address = json["address", "socket_address"], let host = address["address"]?.string,
            let port = address["port_value"]?.int, let real = map.endpoint(host, port)
        else { return json }
        json["address", "socket_address", "address"] = .string(real.host)
        json["address", "socket_address", "port_value"] = .int(Int64(real.port))
        // The name an endpoint is known by, to rewrites of the host and to TLS, stays the one that was given.
        if json["hostname"] == nil, host.contains(where: \.isLetter), !host.contains(":") {
            json["hostname"] = .string(host)
        }
        return json
    }

    private func source(_ kind: String, _ name: String) -> JSON {
        [
            "path_config_source": ["path": .string("\(folder)/\(Self.file(kind, name))")],
            "resource_api_version": "V3",
        ]
    }
}
