import XDS

extension ClusterRequest {
    /// What the settings of one cluster add up to, for the options a cluster has only once.
    struct Demands {
        /// TLS decides the protocol by ALPN.
        var automaticHTTP = false
        var http2 = false
        var forcesHTTP1 = false
        /// Each request's host is sent as SNI.
        var automaticSNI = false
    }

    var demands: Demands {
        var demands = Demands()
        demands.automaticHTTP =
            !settings.isEmpty && settings.allSatisfy { $0.applicationProtocol != .tcp && $0.tls != nil }
        demands.http2 = settings.contains { $0.applicationProtocol == .grpc || $0.applicationProtocol == .http2 }
        demands.forcesHTTP1 = settings.contains(where: \.forcesHTTP1)
        // A literal SNI of any setting would be overridden by the automatic one.
        let hasOwnSNI = settings.contains { $0.tls.map { $0.sni != nil || $0.sniFromEndpoint } ?? false }
        demands.automaticSNI = demands.automaticHTTP && !hasOwnSNI
        return demands
    }

    var protocolOptions: HttpProtocolOptions? {
        let demands = demands
        let credential = settings.first?.filters?.credentialInjection
        guard demands.automaticHTTP || demands.http2 || demands.forcesHTTP1 || credential != nil else { return nil }
        var options = HttpProtocolOptions()
        options.versions =
            if demands.forcesHTTP1 {
                .explicit(.with { $0.version = .http1(Http1ProtocolOptions()) })
            } else if demands.http2 {
                .explicit(.with { $0.version = .http2(.upstreamDefaults) })
            } else if demands.automaticHTTP {
                .auto(
                    .with {
                        $0.http1 = Http1ProtocolOptions()
                        $0.http2 = .upstreamDefaults
                    })
            } else {
                .explicit(.with { $0.version = .http1(Http1ProtocolOptions()) })
            }
        if endpoints == .dynamic {
            // Envoy refuses dynamic forward proxy clusters that verify nothing.
            options.upstream = .with {
                $0.autoSni = true
                $0.autoSanValidation = true
            }
        } else if demands.automaticSNI {
            options.upstream = .with { $0.autoSni = true }
        }
        if let credential {
            var injector = HttpFilter(credential)
            injector.disabled = false
            options.httpFilters = [injector, HttpFilter(UpstreamCodec.protoName, UpstreamCodec())]
        }
        return options
    }
}

extension Http2ProtocolOptions {
    static var upstreamDefaults: Http2ProtocolOptions {
        .with {
            $0.initialStreamWindowSize = 65_536
            $0.initialConnectionWindowSize = 1_048_576
        }
    }

    static var downstreamDefaults: Http2ProtocolOptions {
        .with {
            $0.maxConcurrentStreams = 100
            $0.initialStreamWindowSize = 65_536
            $0.initialConnectionWindowSize = 1_048_576
        }
    }
}
