import Foundation
import Testing

@Suite struct TidyTests {
    /// Which rooms a room may import. SwiftPM lets a target import what its dependencies import; this does not.
    static let arrows: [String: Set<String>] = [
        "JSON": [],
        "YAML": ["JSON"],
        "RE2": ["CRE2"],
        "PKI": [],
        "XDS": ["JSON"],
        "Kube": ["JSON"],
        "Schemas": ["JSON", "Kube", "CZlib", "RE2"],
        "Store": ["JSON", "Kube"],
        "API": ["JSON", "YAML", "Kube", "Schemas", "Store"],
        "Streams": ["JSON", "CZlib"],
        "Server": ["JSON", "Kube", "API", "Streams", "PKI"],
        "GatewayAPI": ["JSON", "Kube"],
        "Translate": ["JSON", "YAML", "Kube", "GatewayAPI", "XDS", "RE2"],
        "ClusterNetwork": [],
        "Proxy": ["JSON", "XDS", "ClusterNetwork", "PKI", "RE2"],
        "Images": ["JSON", "ClusterNetwork", "PKI", "CZlib"],
        "EnvoyBridge": ["JSON", "XDS"],
        "Controllers": ["JSON", "Kube", "GatewayAPI", "XDS", "Translate", "ClusterNetwork", "Images"],
    ]

    /// Libraries that a room must do without.
    static let forbidden: [String: Set<String>] = [
        "Translate": ["NIOCore", "NIOPosix", "GRDB"],
        "Store": ["NIOCore", "NIOPosix"],
        "Kube": ["NIOCore", "GRDB", "Yams"],
        "XDS": ["NIOCore", "GRDB"],
    ]

    @Test func roomsImportOnlyWhatTheHouseAllows() {
        let rooms = Set(Self.arrows.keys).union(["Sandbox", "postern"])
        var wrong: [String] = []
        for source in House.sources(under: "Sources") {
            guard let allowed = Self.arrows[source.room] else { continue }
            for module in Tidy.imports(source.text) {
                if rooms.contains(module), module != source.room, !allowed.contains(module) {
                    wrong.append("\(source.path) imports \(module)")
                }
                if Self.forbidden[source.room]?.contains(module) == true {
                    wrong.append("\(source.path) imports \(module)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }

    /// What a target lists it imports; a program under test is only run.
    @Test func dependenciesAreUsed() throws {
        let text = try String(contentsOf: House.root.appendingPathComponent("Package.swift"), encoding: .utf8)
        let targets = Manifest(text).targets
        #expect(targets.count > 30)
        var idle: [String] = []
        for target in targets {
            let sources = House.sources(under: target.folder)
            #expect(!sources.isEmpty, "\(target.folder) has no sources")
            let imports = sources.reduce(into: Set<String>()) { $0.formUnion(Tidy.imports($1.text)) }
            for module in target.dependencies.subtracting(imports).subtracting(["postern"]).sorted() {
                idle.append("\(target.name) does not import \(module)")
            }
        }
        #expect(idle.isEmpty, "\(idle.joined(separator: "\n"))")
    }

    @Test func sourcesHaveNoTraps() {
        #expect(House.sources(under: "Sources").count > 700)
        let found = House.sources(under: "Sources").filter { !$0.path.contains("/Notation/Texts/") }.flatMap { source in
            Tidy.traps(source.text).map { "\(source.path):\($0)" }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    /// Tables (the notation of kinds) may be long; code may not.
    @Test func filesAreShort() {
        let long = House.sources(under: "Sources").filter { source in
            !source.path.contains("/Notation/Texts/") && source.lines.count > 450
        }
        #expect(long.isEmpty, "\(long.map { "\($0.path): \($0.lines.count) lines" }.joined(separator: "\n"))")
    }

    @Test func linesFit() {
        let wide = House.sources(under: "Sources").filter { !$0.path.contains("/Notation/Texts/") }.flatMap { source in
            source.lines.enumerated().filter { Tidy.width($0.element) > 160 }.map { "\(source.path):\($0.offset + 1)" }
        }
        #expect(wide.isEmpty, "\(wide.joined(separator: "\n"))")
    }
}

/// The rules' own rules.
@Suite struct TidyRuleTests {
    @Test func targetsAreRead() {
        let manifest = Manifest(
            """
            let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
            func room(_ name: String) -> Target { .target(name: name) }
            room("JSON"),
            room("Server", ["JSON"]
                + [nio]),
            .executableTarget(name: "bench", dependencies: ["Server", nio], path: "Benchmarks/Bench"),
            tests("ServerTests", ["Server"]),
            """)
        #expect(manifest.targets.map(\.name) == ["JSON", "Server", "bench", "ServerTests"])
        #expect(manifest.targets.map(\.folder) == ["Sources/JSON", "Sources/Server", "Benchmarks/Bench", "Tests/ServerTests"])
        #expect(manifest.targets.map(\.dependencies) == [[], ["JSON", "NIOCore"], ["Server", "NIOCore"], ["Server"]])
    }

    @Test(arguments: [
        ("import JSON", ["JSON"]), ("package import Kube\ninternal import JSON", ["Kube", "JSON"]),
        ("@testable import Store", ["Store"]), ("let importance = 1", []), ("import struct Foundation.Data", ["struct"]),
    ])
    func importsAreFound(text: String, modules: [String]) {
        #expect(Tidy.imports(text) == Set(modules))
    }

    @Test(arguments: [
        ("let a = 1", 9), (#"let a = "a long message""#, 10), (#"throw("one", "two")"#, 13),
    ])
    func messagesMayBeLong(line: String, width: Int) {
        #expect(Tidy.width(line[...]) == width)
    }

    @Test(arguments: [
        ("let a = try! b()", [1]), ("// try! is a trap", []), ("let x = y as! Z // no", [1]), ("a\nfatalError(\"b\")", [2]),
        ("let trying = 1", []),
    ])
    func trapsAreFound(text: String, lines: [Int]) {
        #expect(Tidy.traps(text) == lines)
    }
}
