import API
import Logging
import PKI
import Streams

/// What every connection of one server shares.
struct Service: Sendable {
    let api: APIServer
    let mounts: [HTTPServer.Mount]
    let pods: any PodConnector
    let clients: ClientCertificates
    let registry: ConnectionRegistry
    let logger: Logger

    func mount(for path: String) -> HTTPServer.Mount? {
        mounts.first { mount in
            path.hasPrefix(mount.prefix)
                && (path.utf8.count == mount.prefix.utf8.count || mount.prefix.hasSuffix("/")
                    || path.utf8[path.utf8.index(path.startIndex, offsetBy: mount.prefix.utf8.count)] == UInt8(ascii: "/"))
        }
    }
}
