extension Model.HTTPRoute {
    var destination: Model.Destination? {
        if case .forward(let destination) = action { destination } else { nil }
    }

    /// The one backend is the host that each request names.
    var isDynamicResolver: Bool {
        guard let destination else { return false }
        return destination.settings.count == 1 && destination.settings[0].isDynamicResolver
    }

    var needsClusterPerSetting: Bool {
        guard let destination else { return false }
        let weights = destination.weights
        return weights.invalid > 0 || weights.withoutEndpoints > 0 || destination.needsClusterPerSetting
    }

    /// Streams may be idle for an hour at least where the whole request has a limit: Envoy's five minutes would end it
    /// before its time. Nil leaves the listener's limit.
    var idleTimeout: Duration? {
        guard let timeout else { return nil }
        return timeout == .zero ? .zero : max(timeout, .seconds(3600))
    }
}

extension Model.Destination {
    /// True when its settings differ in what a cluster of Envoy has only once.
    var needsClusterPerSetting: Bool {
        let types = Set(settings.compactMap(\.addressType))
        let mixesAddresses = types.contains(.mixed) || types.contains(.fqdn) && types.count > 1
        let mixesProtocols =
            settings.contains(where: \.forcesHTTP1)
            && settings.contains { $0.applicationProtocol == .http2 || $0.applicationProtocol == .grpc }
        let withEndpointSNI = settings.count { $0.tls?.sniFromEndpoint ?? false }
        return mixesAddresses || mixesProtocols || settings.contains { $0.filters != nil }
            || settings.count > 1 && settings.contains { $0.zoneAware != nil }
            || withEndpointSNI > 0 && withEndpointSNI != settings.count
    }

    /// False when every backend is a cluster shared with other routes.
    var needsOwnCluster: Bool { !settings.isEmpty || clusterReferences.isEmpty }

    /// For TCP, TLS and UDP, which do not split.
    var singleClusterName: String {
        settings.isEmpty ? clusterReferences.first?.name ?? name : name
    }

    /// The family that all settings agree on; dual stack when they do not.
    var ipFamily: Model.IPFamily? {
        if settings.count == 1 { return settings[0].ipFamily }
        let families = Set(settings.compactMap(\.ipFamily))
        if families.contains(.dualStack) || families.count > 1 { return .dualStack }
        return families.first
    }
}
