internal import ClusterNetwork
internal import Foundation
internal import Images
internal import JSON
internal import YAML

/// The names outside the cluster: those that come with the sandbox, and the user's file (`--set zone=FILE`, or
/// `zone.yaml` beside the sandbox's state), in which each name leads to one place:
///
/// ```yaml
/// api.example.net: {image: mccutchen/go-httpbin}
/// shop.example.net: {command: [./shop, --quiet]}
/// auth.example.net: {address: 127.0.0.1:9000}
/// httpbin.org: httpbin
/// www.example.net: page
/// ```
enum Zone {
    struct Malformed: Error, CustomStringConvertible {
        var path: String
        var reason: String
        var description: String { "zone file \(path): \(reason)" }
    }

    static func names(of configuration: SandboxConfiguration, state: StateDirectory) throws -> [ExternalName] {
        let named = configuration.settings["zone"]
        let path = named ?? state.zone
        guard let data = FileManager.default.contents(atPath: path) else {
            if named != nil { throw Malformed(path: path, reason: "no such file") }
            return ExternalName.standard
        }
        let json: JSON
        do { json = try YAML.document(String(decoding: data, as: UTF8.self)) } catch {
            throw Malformed(path: path, reason: "\(error)")
        }
        guard case .object(let entries) = json else {
            if json.isNull { return ExternalName.standard }
            throw Malformed(path: path, reason: "it is not a mapping of names")
        }
        let own = try entries.map { name, place throws(Malformed) in
            guard let target = target(place, directory: (path as NSString).deletingLastPathComponent) else {
                throw Malformed(path: path, reason: "\(name): give image, command, address, 'page' or 'httpbin'")
            }
            return ExternalName(name: name, target: target)
        }
        // The user's word on a name comes last, and so counts.
        return ExternalName.standard + own
    }

    private static func target(_ place: JSON, directory: String) -> ExternalName.Target? {
        if place == "page" { return .page }
        if place == "httpbin" { return .httpbin }
        if let image = place["image"]?.string { return .image(image) }
        if let words = place["command"]?.array?.compactMap(\.string), !words.isEmpty {
            return .command(words, directory: directory)
        }
        if let address = place["address"]?.string { return VirtualAddress(address).map { .address($0) } }
        return nil
    }
}

/// Names by which the cluster reaches the user's own machine.
enum HostAliases {
    /// As Docker Desktop numbers its own.
    static let address = IPAddress(192, 168, 65, 254)

    static func set(on network: ClusterNetwork) {
        network.setHostAlias(address, to: .loopback)
        for name in ["host.docker.internal", "host.postern.internal"] {
            network.dns.setExternal(name, addresses: [address])
        }
    }
}

/// The real trust of this machine, for `--online`.
enum SystemTrust {
    static var pem: String {
        let places = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"]
        return places.lazy.compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }.first ?? ""
    }
}
