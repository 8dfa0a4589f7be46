import JSON
import Kube
package import Schemas
package import Store
import Synchronization

/// The API without sockets: one request in, one response out.
package final class APIServer: Sendable {
    package struct Configuration: Sendable {
        package var store: Store
        package var catalog: Catalog
        package var signer: TokenSigner
        /// A bearer token that is the administrator's.
        package var adminToken: String?
        package var runtime: any PodRuntime
        /// The families of cluster IPs, the default one first.
        package var serviceFamilies: [ServiceFamily]
        /// Where clients reach the server (`127.0.0.1:6443`), for discovery documents.
        package var address: String

        package init(
            store: Store, catalog: Catalog = .builtin, signer: TokenSigner = TokenSigner(), adminToken: String? = nil,
            runtime: any PodRuntime = NoRuntime(), serviceFamilies: [ServiceFamily] = [.v4], address: String = ""
        ) {
            self.store = store
            self.catalog = catalog
            self.signer = signer
            self.adminToken = adminToken
            self.runtime = runtime
            self.serviceFamilies = serviceFamilies
            self.address = address
        }
    }

    let configuration: Configuration
    let store: Store
    let namespaces: NamespaceGate
    let authorizer: Authorizer
    let authenticator: Authenticator
    let watchClock = WatchClock()
    let addresses: ServiceAllocator
    let bell = ChangeBell()
    /// Definitions whose objects are being removed, and whether to look at them once more.
    let cleanups = Mutex<[String: Bool]>([:])
    let emptyStatuses = Mutex<[GroupVersionKind: JSON]>([:])
    /// Definitions marked for deletion.
    let terminatingDefinitions = Mutex<Set<String>>([])
    private let currentSurface: Mutex<Surface>

    package init(_ configuration: Configuration) {
        self.configuration = configuration
        store = configuration.store
        namespaces = NamespaceGate(store: configuration.store)
        authorizer = Authorizer(store: configuration.store)
        authenticator = Authenticator(
            store: configuration.store, signer: configuration.signer, adminToken: configuration.adminToken)
        addresses = ServiceAllocator(store: configuration.store, families: configuration.serviceFamilies)
        currentSurface = Mutex(Surface(catalog: configuration.catalog))
        let unfinished = loadDefinitions()
        // Without its roles the server still serves superusers; the store says by itself what is wrong with it.
        try? BootstrapPolicy.install(in: store)
        for name in unfinished { definitionChanged(name) }
    }

    var surface: Surface { currentSurface.withLock { $0 } }

    /// Replaces the served kinds by what `change` makes of them.
    func changeSurface(_ change: (inout Catalog) -> Void) {
        currentSurface.withLock { surface in
            var catalog = surface.catalog
            change(&catalog)
            surface = Surface(catalog: catalog)
        }
        bell.ring()
    }

    /// The kinds served now.
    package var catalog: Catalog { surface.catalog }
}
