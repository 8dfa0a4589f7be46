import Foundation
import JSON
import Testing
import XDS

@testable import Translate

/// Compares the rendering with Envoy Gateway's own expectations: `RENDER_CORPUS` names a JSON file with an array of
/// `{name, ir, listeners, routes, clusters, endpoints, secrets}`. Cases with features that the model lacks are counted.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["RENDER_CORPUS"] != nil))
struct RenderCorpusTests {
    @Test func rendersWhatEnvoyGatewayRenders() throws {
        let path = try #require(ProcessInfo.processInfo.environment["RENDER_CORPUS"])
        let corpus = try JSON(parsing: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        var matching: [String] = []
        var differing: [String] = []
        var skipped: [String: Int] = [:]
        for entry in corpus.array ?? [] {
            let name = entry["name"]?.string ?? ""
            let reader = RenderCorpusReader()
            let model = reader.model(entry["ir"] ?? .null)
            guard reader.unknown.isEmpty else {
                for field in reader.unknown { skipped[field, default: 0] += 1 }
                continue
            }
            let found = differences(entry, Renderer.render(model))
            if found.isEmpty {
                matching.append(name)
            } else {
                differing.append(name)
                print("DIFF \(name)")
                for line in found.prefix(6) { print("     \(line)") }
            }
        }
        print(
            "SKIPPED for",
            skipped.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        print("MATCH \(matching.count) DIFFER \(differing.count) of \(corpus.array?.count ?? 0)")
    }

    private func differences(_ entry: JSON, _ snapshot: Snapshot) -> [String] {
        var found: [String] = []
        func compare<Value: NamedResource>(_ kind: String, _ set: ResourceSet<Value>) {
            var wanted: [String: Value] = [:]
            for json in entry[kind]?.array ?? [] {
                if let value = Value.read(json).value { wanted[value.resourceName] = value }
            }
            for name in Set(wanted.keys).union(set.names).sorted() {
                guard let want = wanted[name] else {
                    found.append("\(kind) \(name): not wanted")
                    continue
                }
                guard let have = set[name] else {
                    found.append("\(kind) \(name): missing")
                    continue
                }
                if let line = difference(normal(want.json), normal(have.json)) {
                    found.append("\(kind) \(name)\(line)")
                }
            }
        }
        compare("listeners", snapshot.listeners)
        compare("routes", snapshot.routes)
        compare("clusters", snapshot.clusters)
        compare("endpoints", snapshot.endpoints)
        compare("secrets", snapshot.secrets)
        return found
    }

    /// Without the metadata that stands for none.
    private func normal(_ json: JSON) -> JSON {
        switch json {
        case .array(let items): return .array(items.map(normal))
        case .object(let members):
            return .object(
                members.filter { $0.key != "metadata" || !$0.value.text.contains(#""kind":"-""#) }
                    .mapValues(normal))
        default: return json
        }
    }

    private func difference(_ want: JSON, _ have: JSON, at path: String = "") -> String? {
        switch (want, have) {
        case (.object(let one), .object(let other)):
            for name in Set(one.keys).union(other.keys).sorted() {
                guard let a = one[name] else {
                    return "\(path).\(name): ours only: \(other[name]?.text.prefix(150) ?? "")"
                }
                guard let b = other[name] else { return "\(path).\(name): missing \(a.text.prefix(150))" }
                if let found = difference(a, b, at: "\(path).\(name)") { return found }
            }
            return nil
        case (.array(let one), .array(let other)):
            if one.count != other.count { return "\(path): \(one.count) wanted, \(other.count) ours" }
            for (index, pair) in zip(one, other).enumerated() {
                if let found = difference(pair.0, pair.1, at: "\(path)[\(index)]") { return found }
            }
            return nil
        default: return want == have ? nil : "\(path): wanted \(want.text.prefix(100)), ours \(have.text.prefix(100))"
        }
    }
}
