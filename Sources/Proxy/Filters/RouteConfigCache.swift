import NIOConcurrencyHelpers
import XDS

/// Compiles routes' own filter configurations when first met, and keeps them.
final class RouteConfigCache<Value: Sendable>: Sendable {
    private let values = NIOLockedValueBox<[AnyConfig: Value]>([:])

    func value(for config: AnyConfig, _ make: (AnyConfig) -> Value) -> Value {
        values.withLockedValue { values in
            if let value = values[config] { return value }
            if values.count >= Limits.cachedRouteConfigs { values.removeAll() }
            let value = make(config)
            values[config] = value
            return value
        }
    }
}
