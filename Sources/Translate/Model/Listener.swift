extension Model {
    /// What listeners of all protocols have.
    package struct ListenerCore: Sendable, Hashable {
        /// `namespace/gateway/listener`; unique in the fleet.
        package var name: String
        package var address: String
        /// The port in the pod. See `externalPort`.
        package var port: Int
        /// The port of the Gateway's spec, which the Service shows.
        package var externalPort: Int
        package var origin: Origin
        package var ipFamily: IPFamily?

        package init(
            name: String, address: String, port: Int, externalPort: Int, origin: Origin, ipFamily: IPFamily? = nil
        ) {
            self.name = name
            self.address = address
            self.port = port
            self.externalPort = externalPort
            self.origin = origin
            self.ipFamily = ipFamily
        }
    }

    package struct HTTPListener: Sendable, Hashable {
        package var core: ListenerCore
        /// At least one; `*` for all.
        package var hostnames: [String]
        package var tls: TLS?
        /// Another listener on this port has a certificate or hostname in common: no HTTP/2, so that browsers do not
        /// reuse connections across listeners.
        package var tlsOverlaps = false
        package var routes: [Shared<HTTPRoute>] = []
        package var path = PathOptions()
        /// GRPCRoutes are attached, be it without rules.
        package var hasGRPCRoutes = false
        /// What the EnvoyProxy says of statistics by gRPC method; without a word they are kept where GRPCRoutes are.
        package var countsGRPC: Bool?

        package init(core: ListenerCore, hostnames: [String]) {
            self.core = core
            self.hostnames = hostnames
        }
    }

    package struct PathOptions: Sendable, Hashable {
        package enum EscapedSlashes: String, Sendable, Hashable {
            case keepUnchanged = "KeepUnchanged"
            case reject = "RejectRequest"
            case unescapeAndRedirect = "UnescapeAndRedirect"
            case unescapeAndForward = "UnescapeAndForward"
        }

        package var mergesSlashes = true
        package var escapedSlashes = EscapedSlashes.unescapeAndRedirect

        package init() {}
    }

    /// A listener of protocol TCP or TLS (terminated or passed through).
    package struct TCPListener: Sendable, Hashable {
        package var core: ListenerCore
        /// Set when the listener terminates TLS for all of its routes.
        package var tls: TLS?
        package var routes: [TCPRoute] = []

        package init(core: ListenerCore) { self.core = core }
    }

    package struct TCPRoute: Sendable, Hashable {
        package var name: String
        /// Names the TLS client asks for (SNI) that lead here; nil: the connection is not looked into.
        package var serverNames: [String]?
        /// Terminates TLS; nil passes the bytes through.
        package var terminate: TLS?
        package var destination: Destination?
        package var origin: Origin?

        package init(name: String) { self.name = name }
    }

    package struct UDPListener: Sendable, Hashable {
        package var core: ListenerCore
        package var route: UDPRoute?

        package init(core: ListenerCore) { self.core = core }
    }

    package struct UDPRoute: Sendable, Hashable {
        package var name: String
        package var destination: Destination?

        package init(name: String) { self.name = name }
    }
}
