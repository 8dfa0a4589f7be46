package import ClusterNetwork
import Synchronization

/// Which program stands for which image. The user's own mappings come first.
package final class ImageCatalog: ImageRegistry {
    private let state = Mutex(State())

    private struct State {
        var programs: [String: any ImageProgram] = [:]
        var mappings: [ImageMapping] = []
    }

    package init() {}

    /// The programs that come with this target: echo-basic, httpbin, coredns and the like.
    package static func standard() -> ImageCatalog {
        let catalog = ImageCatalog()
        catalog.register("echo-basic", EchoImage())
        for repository in ["mccutchen/go-httpbin", "kennethreitz/httpbin", "kong/httpbin"] {
            catalog.register(repository, HTTPBinImage())
        }
        catalog.register("coredns", CoreDNSImage())
        catalog.register("projectcontour/yages", YagesImage())
        return catalog
    }

    /// Registers a program for a repository (`envoyproxy/envoy`) of whatever registry, tag and digest. The last path
    /// components decide: `registry.k8s.io/gateway-api/echo-basic` and a mirror's `cache/gateway-api/echo-basic` are one.
    package func register(_ repository: String, _ program: any ImageProgram) {
        state.withLock { $0.programs[repository] = program }
    }

    /// The user's mappings, in place of those before.
    package func setMappings(_ mappings: [ImageMapping]) {
        state.withLock { $0.mappings = mappings }
    }

    package func program(for reference: ImageReference) -> (any ImageProgram)? {
        state.withLock { state in
            if let mapping = state.mappings.first(where: { $0.matches(reference) }) { return mapping.program }
            var path = reference.repository[...]
            while true {
                if let program = state.programs[String(path)] { return program }
                guard let slash = path.firstIndex(of: "/") else { return nil }
                path = path[path.index(after: slash)...]
            }
        }
    }

    package func program(for reference: String) -> (any ImageProgram)? {
        ImageReference(reference).flatMap { program(for: $0) }
    }

    /// The repositories with a program, sorted, for messages and `doctor`.
    package var repositories: [String] {
        state.withLock { $0.programs.keys.sorted() }
    }
}

/// A user's word on an image the catalogue does not have.
package struct ImageMapping: Sendable, Hashable {
    package enum Target: Sendable, Hashable {
        /// Run as a child process, with PORT in its environment; `directory` is where it runs.
        case command([String], directory: String?)
        /// A server that runs on this machine, or anywhere the machine reaches.
        case address(VirtualAddress)
    }

    /// `example.com/team/app`, `team/app` or `app`, with a tag or without: what is left out matches anything.
    package var image: String
    package var target: Target

    package init(image: String, target: Target) {
        self.image = image
        self.target = target
    }

    func matches(_ reference: ImageReference) -> Bool {
        var wanted = image[...]
        if let colon = wanted.lastIndex(of: ":"), !wanted[colon...].contains("/") {
            guard reference.tag == String(wanted[wanted.index(after: colon)...]) else { return false }
            wanted = wanted[..<colon]
        }
        let path = "/\(reference.registry)/\(reference.repository)"
        return path.hasSuffix("/\(wanted)")
    }

    var program: any ImageProgram {
        switch target {
        case .command(let arguments, let directory): CommandImage(arguments: arguments, directory: directory)
        case .address(let address): HostAddressImage(address: address)
        }
    }
}
