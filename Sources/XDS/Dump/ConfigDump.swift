package import JSON

/// What a proxy has been told and has taken, as Envoy's `/config_dump` shows it: with the version of each resource, the
/// time it last changed, and the last attempt that was refused.
package struct ConfigDump: Sendable {
    private var bootstrap: Bootstrap
    private var startedAt: Timestamp
    private var listeners = Section<Listener>()
    private var clusters = Section<Cluster>()
    private var routes = Section<RouteConfiguration>()
    private var secrets = Section<Secret>()

    package init(bootstrap: Bootstrap, startedAt: Timestamp) {
        self.bootstrap = bootstrap
        self.startedAt = startedAt
    }

    /// A snapshot was taken, except for the resources that were refused: those stay as they were.
    package mutating func update(to snapshot: Snapshot, refused: [Refusal] = [], at time: Timestamp) {
        listeners.update(to: snapshot.listeners, refused: refused, at: time)
        clusters.update(to: snapshot.clusters, refused: refused, at: time)
        routes.update(to: snapshot.routes, refused: refused, at: time)
        secrets.update(to: snapshot.secrets, refused: refused, at: time)
    }

    /// The whole dump. `endpoints`, as `?include_eds` asks for them, are what the proxy's clusters hold right now.
    package func json(endpoints: [EndpointDump]? = nil) -> JSON {
        var configs: [JSON] = [bootstrapDump, clustersDump]
        if let endpoints { configs.append(endpointsDump(endpoints)) }
        configs += [listenersDump, Self.dump("ScopedRoutes", [:]), routesDump, secretsDump]
        return ["configs": .array(configs)]
    }

    private static func dump(_ name: String, _ members: [String: JSON]) -> JSON {
        var members = members.filter { $0.value != [] }
        members["@type"] = .string("type.googleapis.com/envoy.admin.v3.\(name)ConfigDump")
        return .object(members)
    }

    private var started: JSON { .string(startedAt.text) }

    private var bootstrapDump: JSON {
        Self.dump("Bootstrap", ["bootstrap": Redaction.redacted(bootstrap.json), "last_updated": started])
    }

    private var staticClusters: [Cluster] { bootstrap.staticResources?.clusters ?? [] }
    private var staticListeners: [Listener] { bootstrap.staticResources?.listeners ?? [] }

    private var clustersDump: JSON {
        let fixed = staticClusters.sorted { $0.name < $1.name }
        // Of two clusters with one name, the one Envoy was started with stays.
        let names = Set(fixed.map(\.name))
        return Self.dump(
            "Clusters",
            [
                "version_info": .string(clusters.versionInfo),
                "static_clusters": .array(
                    fixed.map { ["cluster": Self.typed($0), "last_updated": started] }),
                "dynamic_active_clusters": .array(
                    clusters.entries.filter { !names.contains($0.resource.name) }.map {
                        $0.state(as: "cluster")
                    }),
            ])
    }

    private var listenersDump: JSON {
        Self.dump(
            "Listeners",
            [
                "version_info": .string(listeners.versionInfo),
                "static_listeners": .array(
                    staticListeners.map { ["listener": Self.typed($0), "last_updated": started] }),
                "dynamic_listeners": .array(listeners.dynamicStates(as: "listener")),
            ])
    }

    private var routesDump: JSON {
        var inline: [JSON] = []
        for listener in staticListeners {
            inline += listener.inlineRoutes.map { ["route_config": Self.typed($0), "last_updated": started] }
        }
        for entry in listeners.entries {
            inline += entry.resource.value.inlineRoutes.map {
                ["route_config": Self.typed($0), "last_updated": .string(entry.updatedAt.text)]
            }
        }
        return Self.dump(
            "Routes",
            [
                "static_route_configs": .array(inline),
                "dynamic_route_configs": .array(routes.entries.map { $0.state(as: "route_config") }),
            ])
    }

    private var secretsDump: JSON {
        Self.dump(
            "Secrets",
            [
                "dynamic_active_secrets": .array(
                    secrets.entries.map { entry in
                        var state = entry.state(as: "secret")
                        state["name"] = .string(entry.resource.name)
                        return state
                    })
            ])
    }

    private func endpointsDump(_ endpoints: [EndpointDump]) -> JSON {
        func configs(_ isStatic: Bool) -> JSON {
            .array(
                endpoints.filter { $0.isStatic == isStatic }.sorted { $0.clusterName < $1.clusterName }
                    .map { ["endpoint_config": $0.json] })
        }
        return Self.dump(
            "Endpoints", ["static_endpoint_configs": configs(true), "dynamic_endpoint_configs": configs(false)])
    }

    private static func typed(_ message: some ExtensionMessage) -> JSON {
        Redaction.redacted(AnyConfig(message).json)
    }
}

extension Listener {
    /// Route configurations that stand in the listener itself.
    fileprivate var inlineRoutes: [RouteConfiguration] {
        let chains = filterChains + (defaultFilterChain.map { [$0] } ?? [])
        return chains.flatMap(\.filters).compactMap { filter in
            guard case .routeConfig(let routes)? = filter.typedConfig?.as(HttpConnectionManager.self)?.routes else {
                return nil
            }
            return routes
        }
    }
}
