/// A host and a port of the real machine.
package struct RealAddress: Sendable, Hashable {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

/// Where the addresses of the virtual network are on the real one. Nil keeps an address as it is.
package struct AddressMap: Sendable {
    package var listener: @Sendable (_ host: String, _ port: Int) -> RealAddress?
    /// Endpoints; also names, for clusters that resolve names.
    package var endpoint: @Sendable (_ host: String, _ port: Int) -> RealAddress?
    /// A file with the certificates that the proxy's image trusts as its system's.
    package var systemTrustFile: String?

    package init(
        listener: @escaping @Sendable (String, Int) -> RealAddress? = { _, _ in nil },
        endpoint: @escaping @Sendable (String, Int) -> RealAddress? = { _, _ in nil }, systemTrustFile: String? = nil
    ) {
        self.listener = listener
        self.endpoint = endpoint
        self.systemTrustFile = systemTrustFile
    }

    /// Listeners on ports that the system chooses; endpoints as they are.
    package static var loopback: AddressMap {
        AddressMap(listener: { _, _ in RealAddress(host: "127.0.0.1", port: 0) })
    }
}
