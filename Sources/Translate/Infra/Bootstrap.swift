internal import JSON
internal import YAML

extension ProxyInfra {
    /// What Envoy is started with, as YAML: its admin port, and where it gets everything else from.
    var bootstrap: String {
        let own = bootstrapValue
        guard let settings = envoyProxySpec?["bootstrap"], let text = settings["value"]?.string,
            let value = try? YAML.document(text)
        else { return YAML.text(own) }
        switch settings["type"]?.string {
        case "Merge"?: return YAML.text(Self.merge(value, into: own))
        case "JSONPatch"?: return YAML.text(own)
        default: return text
        }
    }

    private static func merge(_ patch: JSON, into target: JSON) -> JSON {
        switch (patch, target) {
        case (.object(let members), .object):
            var result = target
            for (key, value) in members { result[key] = merge(value, into: target[key] ?? .null) }
            return result
        case (.array(let more), .array(let present)): return .array(present + more)
        default: return patch
        }
    }

    private var bootstrapValue: JSON {
        let type = "type.googleapis.com/envoy."
        let discovery: JSON = ["ads": [:], "initial_fetch_timeout": "0s", "resource_api_version": "V3"]
        return [
            "admin": [
                "access_log": [
                    [
                        "name": "envoy.access_loggers.file",
                        "typed_config": [
                            "@type": .string(type + "extensions.access_loggers.file.v3.FileAccessLog"),
                            "path": "/dev/null",
                        ],
                    ]
                ],
                "address": Self.socket("127.0.0.1", 19000),
            ],
            "cluster_manager": ["local_cluster_name": .string(name)],
            "node": ["locality": ["zone": "$(ENVOY_SERVICE_ZONE)"]],
            "deferredStatOptions": ["enableDeferredCreationStats": true],
            "stats_config": statistics,
            "layered_runtime": [
                "layers": [
                    [
                        "name": "global_config",
                        "static_layer": [
                            "re2.max_program_size.error_level": 4_294_967_295, "re2.max_program_size.warn_level": 1000,
                        ],
                    ]
                ]
            ],
            "dynamic_resources": [
                "ads_config": [
                    "api_type": "DELTA_GRPC", "transport_api_version": "V3", "set_node_on_first_message_only": true,
                    "grpc_services": [["envoy_grpc": ["cluster_name": "xds_cluster"]]],
                ],
                "lds_config": discovery, "cds_config": discovery,
            ],
            "static_resources": ["listeners": [statsListener], "clusters": [statsCluster, ownCluster, xdsCluster]],
            "overload_manager": [
                "refresh_interval": "0.25s",
                "resource_monitors": [
                    [
                        "name": "envoy.resource_monitors.global_downstream_max_connections",
                        "typed_config": [
                            "@type": .string(
                                type
                                    + "extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig"),
                            "max_active_downstream_connections": 50000,
                        ],
                    ]
                ],
            ],
        ]
    }

    private static func socket(_ address: String, _ port: Int) -> JSON {
        ["socket_address": ["address": .string(address), "port_value": JSON(port)]]
    }

    private static func tag(_ name: String, _ regex: String) -> JSON {
        ["tag_name": .string(name), "regex": .string(regex)]
    }

    private var statistics: JSON {
        [
            "use_all_default_tags": true,
            "stats_tags": [
                Self.tag("from_zone", #"\.zone(\.(([^\.]+)\.))"#), Self.tag("to_zone", #"\.zone\.[^\.]+\.(([^\.]+)\.)"#),
                Self.tag("socket_match_name", #"^cluster(\..+\.(.+))\.total_match_count$"#),
                Self.tag("priority", #"circuit_breakers\.((.+?)\.).+"#),
            ],
        ]
    }

    private var statsListener: JSON {
        let type = "type.googleapis.com/envoy.extensions.filters."
        let route: JSON = [
            "match": [
                "path": "/stats/prometheus",
                "headers": [["name": ":method", "string_match": ["exact": "GET"]]],
            ],
            "route": ["cluster": "prometheus_stats"],
        ]
        let manager: JSON = [
            "@type": .string(type + "network.http_connection_manager.v3.HttpConnectionManager"),
            "stat_prefix": "eg-stats-http", "normalize_path": true,
            "route_config": [
                "name": "local_route",
                "virtual_hosts": [["name": "prometheus_stats", "domains": ["*"], "routes": [route]]],
            ],
            "http_filters": [
                [
                    "name": "envoy.filters.http.router",
                    "typed_config": ["@type": .string(type + "http.router.v3.Router")],
                ]
            ],
        ]
        return [
            "name": "envoy-gateway-proxy-stats-0.0.0.0-19001",
            "address": ["socket_address": ["address": "0.0.0.0", "port_value": 19001, "protocol": "TCP"]],
            "bypass_overload_manager": true,
            "filter_chains": [
                [
                    "filters": [
                        ["name": "envoy.filters.network.http_connection_manager", "typed_config": manager]
                    ]
                ]
            ],
        ]
    }

    private var statsCluster: JSON {
        [
            "name": "prometheus_stats", "connect_timeout": "0.250s", "type": "STATIC", "lb_policy": "ROUND_ROBIN",
            "load_assignment": [
                "cluster_name": "prometheus_stats",
                "endpoints": [["lb_endpoints": [["endpoint": ["address": Self.socket("127.0.0.1", 19000)]]]]],
            ],
        ]
    }

    private var ownCluster: JSON {
        [
            "name": .string(name), "type": "EDS", "connect_timeout": "10s",
            "eds_cluster_config": [
                "service_name": .string(name), "eds_config": ["ads": [:], "resource_api_version": "V3"],
            ],
            "load_balancing_policy": [
                "policies": [
                    [
                        "typed_extension_config": [
                            "name": "envoy.load_balancing_policies.least_request",
                            "typed_config": [
                                "@type":
                                    "type.googleapis.com/envoy.extensions.load_balancing_policies.least_request.v3.LeastRequest",
                                "locality_lb_config": ["zone_aware_lb_config": ["min_cluster_size": "1"]],
                            ],
                        ]
                    ]
                ]
            ],
        ]
    }

    private var xdsCluster: JSON {
        let type = "type.googleapis.com/envoy.extensions."
        func secret(_ name: String, _ path: String) -> JSON {
            [
                "name": .string(name),
                "sds_config": ["path_config_source": ["path": .string(path)], "resource_api_version": "V3"],
            ]
        }
        let host = "envoy-gateway.envoy-gateway-system.svc.cluster.local."
        return [
            "name": "xds_cluster", "type": "STRICT_DNS", "connect_timeout": "10s",
            "load_assignment": [
                "cluster_name": "xds_cluster",
                "endpoints": [
                    [
                        "load_balancing_weight": 1,
                        "lb_endpoints": [
                            ["load_balancing_weight": 1, "endpoint": ["address": Self.socket(host, 18000)]]
                        ],
                    ]
                ],
            ],
            "typed_extension_protocol_options": [
                "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": [
                    "@type": .string(type + "upstreams.http.v3.HttpProtocolOptions"),
                    "explicit_http_config": [
                        "http2_protocol_options": ["connection_keepalive": ["interval": "30s", "timeout": "5s"]]
                    ],
                ]
            ],
            "transport_socket": [
                "name": "envoy.transport_sockets.tls",
                "typed_config": [
                    "@type": .string(type + "transport_sockets.tls.v3.UpstreamTlsContext"),
                    "common_tls_context": [
                        "tls_params": ["tls_maximum_protocol_version": "TLSv1_3"],
                        "tls_certificate_sds_secret_configs": [secret("xds_certificate", "/sds/xds-certificate.json")],
                        "validation_context_sds_secret_config": secret("xds_trusted_ca", "/sds/xds-trusted-ca.json"),
                    ],
                ],
            ],
        ]
    }
}
