import JSON
import Synchronization
import Testing

/// One demand's objects in the cluster, taken away at its end.
final class Scene: Sendable {
    let cluster: Cluster
    private let made = Mutex<[Ref]>([])

    var api: KubeAPI { cluster.api }
    var certificates: Certificates { cluster.certificates }

    init(_ cluster: Cluster) { self.cluster = cluster }

    /// Creates objects, written in short or in full.
    func apply(_ manifest: String) async throws {
        for object in try Manifest.objects(manifest) { try await apply(object) }
    }

    func apply(_ object: JSON) async throws {
        made.withLock { $0.append(object.ref) }
        try await api.apply(object)
    }

    func clear() async {
        for key in made.withLock({ $0 }).reversed() { try? await api.delete(key) }
    }

    private func made(_ kinds: Set<String>) -> [Ref] {
        made.withLock { $0.filter { kinds.contains($0.kind) } }
    }

    /// Waits until this demand's Gateways are programmed and its routes accepted, with all references resolved.
    func settled(resolved: Bool = true) async throws {
        for key in made(["Gateway"]) { try await expect(key, "Accepted=True", "Programmed=True") }
        let wanted = ["Accepted=True/Accepted"] + (resolved ? ["ResolvedRefs=True"] : [])
        for key in made(Kind.routes) {
            try await Eventually.satisfied("\(key)") { [api] in
                guard let route = try await api.get(key) else { return "there is no such route" }
                let parents = route["status", "parents"]?.array ?? []
                guard parents.count == route["spec", "parentRefs"]?.array?.count else { return "\(parents.count) parents" }
                return parents.lazy.compactMap { Scene.complaint(of: $0, route, wanted) }.first
            }
        }
    }

    private static func complaint(of parent: JSON, _ route: JSON, _ wanted: [String]) -> String? {
        if parent["controllerName"]?.string != "gateway.envoyproxy.io/gatewayclass-controller" { return "a strange controller" }
        for field in ["group", "kind", "name"] where parent["parentRef"]?[field]?.string == nil { return "a parent without \(field)" }
        return Conditions.complaint(parent["conditions"], wanted, generation: route["metadata", "generation"]?.int)
    }

    /// Waits for conditions of an object.
    func expect(_ key: Ref, _ conditions: String...) async throws {
        try await Eventually.satisfied("\(key)") { [api] in Conditions.complaint(of: try await api.get(key), conditions) }
    }

    /// Waits for conditions of a route under a parent.
    func expect(_ key: Ref, under parent: String, _ conditions: String...) async throws {
        try await Eventually.satisfied("\(key) under \(parent)") { [api] in
            guard let route = try await api.get(key) else { return "there is no such route" }
            let entries = route["status", "parents"]?.array?.filter { $0["parentRef", "name"]?.string == parent } ?? []
            guard let entry = entries.first else { return "no status for that parent" }
            return Scene.complaint(of: entry, route, conditions)
        }
    }

    /// Waits for conditions of a policy under a Gateway.
    func expect(policy key: Ref, under ancestor: String, _ conditions: String...) async throws {
        try await Eventually.satisfied("\(key) under \(ancestor)") { [api] in
            guard let policy = try await api.get(key) else { return "there is no such policy" }
            let entry = policy["status", "ancestors"]?.array?.first { $0["ancestorRef", "name"]?.string == ancestor }
            return Conditions.complaint(entry?["conditions"], conditions, generation: policy["metadata", "generation"]?.int)
        }
    }

    /// No parent has accepted the route.
    func expectUnaccepted(_ key: Ref) async throws {
        try await Eventually.satisfied("\(key)") { [api] in
            let parents = try await api.get(key)?["status", "parents"]?.array ?? []
            return parents.contains { Conditions.value("Accepted", of: $0) == "True" } ? "is accepted" : nil
        }
    }

    /// Waits for the listeners of a Gateway or ListenerSet, all of them: the number of attached routes, kinds that
    /// are supported (or `none`), and conditions, as words (`1 HTTPRoute Accepted=True`).
    func expect(listenersOf key: Ref, _ wanted: [String: String], all: Bool = true) async throws {
        try await Eventually.satisfied("listeners of \(key)") { [api] in
            guard let object = try await api.get(key) else { return "there is no such object" }
            let present = object["status", "listeners"]?.array ?? []
            if all, present.count != wanted.count { return "\(present.count) listeners" }
            for (name, words) in wanted {
                guard let listener = present.first(where: { $0["name"]?.string == name }) else { return "no listener \(name)" }
                if let complaint = Scene.complaint(ofListener: listener, words, object["metadata", "generation"]?.int) {
                    return "\(name): \(complaint)"
                }
            }
            return nil
        }
    }

    private static func complaint(ofListener listener: JSON, _ words: String, _ generation: Int?) -> String? {
        var conditions: [String] = []
        for word in words.split(separator: " ").map(String.init) {
            if let count = Int(word) {
                if listener["attachedRoutes"]?.int != count { return "\(listener["attachedRoutes"]?.int ?? -1) routes" }
            } else if word.contains("=") {
                conditions.append(word)
            } else {
                let kinds = (listener["supportedKinds"]?.array ?? []).compactMap { $0["kind"]?.string }
                let isMet = word == "none" ? kinds.isEmpty : word.split(separator: ",").allSatisfy { kinds.contains(String($0)) }
                if !isMet { return "supports \(kinds)" }
            }
        }
        return Conditions.complaint(listener["conditions"], conditions, generation: generation)
    }

    /// The Gateway's end, when it has an address.
    func gateway(_ name: String, in namespace: String = Ref.home) async throws -> Front {
        let address = try await Eventually.hold("Gateway \(name) has an address") { [api] in
            try await api.get(Ref("Gateway", namespace, name))?["status", "addresses"]?[0]?["value"]?.string
        }
        return Front(cluster: cluster, address: address)
    }
}

/// Puts objects into the cluster, runs the body, and takes them away. Demands on shared Gateways or on grants between
/// namespaces wait for each other.
func scene(_ manifest: String, alone: Bool = false, _ body: @Sendable (Scene) async throws -> Void) async throws {
    let cluster = try #require(Cluster.current)
    let objects = try Manifest.objects(manifest)
    let isShared = objects.contains { object in
        let parents = object["spec", "parentRefs"]?.array?.compactMap { $0["name"]?.string } ?? []
        return object.ref.kind == "ReferenceGrant" || !Fixtures.sharedGateways.isDisjoint(with: parents)
    }
    try await (alone || isShared ? cluster.alone : cluster.apart).pass {
        let scene = Scene(cluster)
        do {
            for object in objects { try await scene.apply(object) }
            try await body(scene)
            await scene.clear()
        } catch {
            await scene.clear()
            throw error
        }
    }
}
