import XDS

extension CorsPolicy {
    init(_ cors: Model.CORS) {
        self.init()
        allowOriginStringMatch = cors.allowOrigins.map { StringMatcher($0.pattern) }
        allowMethods = Self.list(cors.allowMethods)
        allowHeaders = Self.list(cors.allowHeaders)
        exposeHeaders = cors.exposeHeaders.joined(separator: ", ")
        maxAge = cors.maxAge.map { String($0.components.seconds) } ?? ""
        allowCredentials = cors.allowCredentials
        forwardNotMatchingPreflights = false
    }

    /// Envoy takes `*` for everything only when it stands alone.
    private static func list(_ values: [String]) -> String {
        values.contains("*") ? "*" : values.joined(separator: ", ")
    }
}
