package import JSON

package struct Lua: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.lua.v3.Lua"

    package var sourceCodes: [String: DataSource] = [:]
    package var defaultSourceCode: DataSource?
    package var statPrefix = ""
    package var clearRouteCache: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("source_codes", &sourceCodes)
        visitor.field("default_source_code", &defaultSourceCode)
        visitor.field("stat_prefix", &statPrefix)
        visitor.field("clear_route_cache", &clearRouteCache)
    }
}

package struct LuaPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.lua.v3.LuaPerRoute"

    package var override: Override?
    package var filterContext: JSON = .null

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "disabled", of: &override, { if case .disabled(let x) = $0 { x } else { nil } }, Override.disabled)
        visitor.member("name", of: &override, { if case .name(let x) = $0 { x } else { nil } }, Override.name)
        visitor.member(
            "source_code", of: &override, { if case .sourceCode(let x) = $0 { x } else { nil } }, Override.sourceCode)
        visitor.field("filter_context", &filterContext)
    }

    package enum Override: Sendable, Hashable {
        case disabled(Bool)
        case name(String)
        case sourceCode(DataSource)
    }
}
