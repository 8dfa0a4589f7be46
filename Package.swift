// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioWebSocket = Target.Dependency.product(name: "NIOWebSocket", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioConcurrency = Target.Dependency.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let nioHTTP2 = Target.Dependency.product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioHPACK = Target.Dependency.product(name: "NIOHPACK", package: "swift-nio-http2")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let hashTrees = Target.Dependency.product(name: "HashTreeCollections", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// A room of the house. What it may import is what it lists here; `Tests/HouseTests` holds the arrows.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], path: String? = nil) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

let package = Package(
    name: "postern",
    products: [.executable(name: "postern", targets: ["postern"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // Values.
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
        room("JSON"),
        room("RE2", ["CRE2"]),
        room("YAML", ["JSON", yams]),
        room("Kube", ["JSON"]),
        room("PKI", [x509, asn1, crypto]),

        // Kubernetes.
        room("Schemas", ["JSON", "Kube"]),
        room("Store", ["JSON", "Kube", grdb]),
        room("API", ["JSON", "YAML", "Kube", "Schemas", "Store", crypto]),
        room("Streams", ["JSON", "CZlib", nioCore, nioWebSocket]),
        room(
            "Server",
            ["JSON", "Kube", "API", "Streams", "PKI", logging]
                + [nioCore, nioPosix, nioHTTP1, nioHTTP2, nioHPACK, nioTLS, nioSSL]),

        // Gateway.
        room("GatewayAPI", ["JSON", "Kube"]),
        room("XDS", ["JSON", hashTrees]),
        room("Translate", ["JSON", "YAML", "RE2", "Kube", "GatewayAPI", "XDS", x509, asn1, crypto]),

        // Data plane.
        room("ClusterNetwork", [nioCore, nioPosix, nioConcurrency]),
        room(
            "Proxy",
            ["JSON", "RE2", "XDS", "ClusterNetwork", nioCore, nioTLS, nioSSL, nioConcurrency, logging]),
        room(
            "Images",
            ["JSON", "CZlib", "ClusterNetwork", "PKI", nioCore, nioPosix, nioHTTP1, nioHTTP2, nioHPACK, nioWebSocket]
                + [nioTLS, nioSSL]),
        room("EnvoyBridge", ["JSON", "XDS"]),

        // Composition.
        room(
            "Controllers",
            ["JSON", "Kube", "GatewayAPI", "XDS", "Translate", "ClusterNetwork", "Images", logging]),
        room(
            "Sandbox",
            ["JSON", "YAML", "Kube", "Schemas", "Store", "API", "Streams", "Server", "GatewayAPI", "XDS", "Translate"]
                + ["ClusterNetwork", "Proxy", "Images", "Controllers", "PKI"]
                + [nioCore, nioPosix, nioHTTP1, nioSSL, logging]),
        .executableTarget(
            name: "postern", dependencies: ["Sandbox", "JSON", "YAML", "Kube", "Schemas", "GatewayAPI", "Translate", "XDS", arguments, logging],
            swiftSettings: strict),

        // The engine alone on a snapshot from a file, for measuring it beside a real Envoy.
        .executableTarget(
            name: "enginebench",
            dependencies: ["JSON", "XDS", "ClusterNetwork", "Proxy", nioCore, nioPosix, logging],
            path: "Benchmarks/Engine", swiftSettings: strict),

        // Tests: one target a room, the built binary under EndToEndTests, the house's own rules under HouseTests.
        tests("JSONTests", ["JSON", "YAML"]),
        tests("KubeTests", ["JSON", "Kube"]),
        tests("SchemasTests", ["JSON", "Kube", "Schemas"]),
        tests("StoreTests", ["JSON", "Kube", "Store"]),
        tests("APITests", ["JSON", "Kube", "Store", "API"]),
        tests("StreamsTests", ["Streams", "CZlib", nioCore]),
        tests(
            "ServerTests",
            ["JSON", "Kube", "Schemas", "Store", "API", "Server", "Streams", "PKI", logging]
                + [nioCore, nioPosix, nioEmbedded, nioHTTP2, nioHPACK, nioSSL]),
        tests("TranslateTests", ["JSON", "YAML", "Kube", "GatewayAPI", "XDS", "Translate"]),
        tests("XDSTests", ["JSON", "XDS"]),
        tests("EnvoyBridgeTests", ["JSON", "XDS", "EnvoyBridge"]),
        tests("ClusterNetworkTests", ["ClusterNetwork", nioCore, nioPosix]),
        tests(
            "ProxyTests",
            ["JSON", "XDS", "ClusterNetwork", "Proxy", "PKI", "EnvoyBridge", nioCore, nioPosix, nioConcurrency]
                + [nioSSL, nioTLS, nioHTTP2, nioHPACK, logging]),
        tests("ImagesTests", ["JSON", "Images", "ClusterNetwork", "PKI", nioCore, nioPosix]),
        tests(
            "ControllersTests",
            ["JSON", "Kube", "Controllers", "Translate"]),
        tests("SandboxTests", ["JSON", "Kube", "Images", "ClusterNetwork", "Controllers", "Sandbox", nioPosix, logging]),
        tests("EndToEndTests", ["JSON", "PKI", "Sandbox", "postern"]),
        tests(
            "ConformanceTests",
            ["JSON", "YAML", "PKI", "postern", nioCore, nioPosix, nioHTTP1, nioHTTP2, nioSSL],
            path: "Tests/Conformance"),
        tests("HouseTests", []),
    ]
)
