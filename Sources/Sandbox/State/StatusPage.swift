internal import API
internal import ClusterNetwork
internal import Controllers
internal import JSON
internal import Kube
internal import Server
internal import Translate

/// What `postern status` and `postern config-dump` ask the running process, beside the Kubernetes API.
struct StatusPage: Sendable {
    var configuration: SandboxConfiguration
    var addresses: HostAddresses
    var engines: EngineDirectory

    var mount: HTTPServer.Mount {
        HTTPServer.Mount(prefix: "/postern") { request in
            guard request.certificate?.isSuperuser == true else { return answer(403, ["message": "forbidden"]) }
            switch request.path {
            case "/postern/status": return answer(200, await status())
            case "/postern/config-dump": return configDump(of: request.query)
            default: return answer(404, ["message": "not found"])
            }
        }
    }

    private func answer(_ status: Int, _ body: JSON) -> APIResponse {
        APIResponse(status: status, headers: [("Content-Type", "application/json")], body: .bytes(body.bytes))
    }

    private func status() async -> JSON {
        let services = await addresses.opened.sorted { $0.key < $1.key }.map { name, place -> JSON in
            [
                "namespace": .string(name.namespace), "name": .string(name.name), "addresses": JSON(place.addresses),
                "gateway": .string(place.gateway), "ports": .array(place.ports.map(Self.json)),
            ]
        }
        return ["name": .string(configuration.name), "services": .array(services)]
    }

    private static func json(_ opened: HostAddresses.Opened) -> JSON {
        var json: JSON = [
            "address": .string(opened.address), "port": JSON(opened.port), "protocol": .string(opened.transport.rawValue),
            "hostPort": JSON(opened.hostPort),
        ]
        json["remedy"] = opened.remedy.map { .string($0) }
        return json
    }

    private func configDump(of query: String) -> APIResponse {
        let wanted = query.split(separator: "&").first { $0.hasPrefix("gateway=") }.map {
            $0.dropFirst("gateway=".count).replacing("%2F", with: "/")
        }
        let keys = engines.keys
        guard let key = wanted.map({ FleetKey(String($0)) }) ?? (keys.count == 1 ? keys.first : nil) else {
            let known = keys.map(\.description).joined(separator: ", ")
            let words = keys.isEmpty ? "no Gateway has a proxy" : "several Gateways have proxies: name one of \(known)"
            return answer(404, ["message": .string(words)])
        }
        guard let dump = engines.configDump(of: key) else {
            return answer(404, ["message": .string("Gateway \(key) has no running proxy")])
        }
        return answer(200, dump)
    }
}
