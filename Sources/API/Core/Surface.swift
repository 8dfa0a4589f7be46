import Kube
import Schemas

/// The kinds served at one moment, and what is derived from them once. Replaced as a whole when a
/// CustomResourceDefinition comes or goes; a request keeps the one it began with.
final class Surface: Sendable {
    let catalog: Catalog

    init(catalog: Catalog) {
        self.catalog = catalog
    }
}
