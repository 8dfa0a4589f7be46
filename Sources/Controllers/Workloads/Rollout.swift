internal import JSON
internal import Kube

/// The decisions of a Deployment's roll-out: which ReplicaSet should have how many replicas now.
///
/// A pure value: it is made of the Deployment and its ReplicaSets, and its result is a list of sizes.
struct Rollout {
    struct Size: Equatable {
        var set: String
        var replicas: Int
    }

    /// The annotation of a ReplicaSet that says for which `spec.replicas` it was sized.
    static let desired = "deployment.kubernetes.io/desired-replicas"

    var deployment: JSON
    /// The one with today's template, when there is one.
    var current: JSON?
    var old: [JSON]

    var wanted: Int { deployment["spec", "replicas"]?.amount ?? 1 }
    var isPaused: Bool { deployment["spec", "paused"]?.bool ?? false }
    var recreates: Bool { deployment["spec", "strategy", "type"]?.string == "Recreate" }

    /// How many pods beyond `wanted` there may be during a rolling update.
    var maxSurge: Int {
        recreates ? 0 : Self.resolve(deployment["spec", "strategy", "rollingUpdate", "maxSurge"], of: wanted, roundsUp: true)
    }

    /// How many pods may be missing; never zero when `maxSurge` is, else nothing could move.
    var maxUnavailable: Int {
        if recreates { return 0 }
        let value = Self.resolve(
            deployment["spec", "strategy", "rollingUpdate", "maxUnavailable"], of: wanted, roundsUp: false)
        return maxSurge == 0 && value == 0 ? 1 : min(value, wanted)
    }

    static func resolve(_ value: JSON?, of total: Int, roundsUp: Bool) -> Int {
        if let number = value?.amount { return number }
        let text = value?.string ?? "25%"
        guard text.hasSuffix("%"), let percent = Int(text.dropLast()) else { return 0 }
        let product = JSON.amount(percent) * JSON.amount(total)
        return JSON.amount(roundsUp ? (product + 99) / 100 : product / 100)
    }

    static func size(_ set: JSON) -> Int { set["spec", "replicas"]?.amount ?? 0 }
    private static func available(_ set: JSON) -> Int { set["status", "availableReplicas"]?.amount ?? 0 }
    private static func running(_ set: JSON) -> Int { set["status", "replicas"]?.amount ?? 0 }

    /// The sizes to change now. Empty when there is nothing to do until something happens.
    var steps: [Size] {
        if isPaused || isScaling { return proportional }
        guard let current else { return [] }
        return recreates ? recreate(current) : roll(current)
    }

    private var active: [JSON] { ([current].compactMap { $0 } + old).filter { Self.size($0) > 0 } }

    /// Whether `spec.replicas` was changed since the ReplicaSets were last sized. That comes first, whatever else changed.
    var isScaling: Bool { active.contains(where: isStale) }

    /// Whether the set was last sized for another wish than today's.
    private func isStale(_ set: JSON) -> Bool {
        set.annotations[Self.desired].flatMap(Int.init).map { $0 != wanted } ?? false
    }

    /// How large the ReplicaSet of a new template begins.
    var firstSize: Int {
        if recreates { return old.contains { Self.size($0) > 0 || Self.running($0) > 0 } ? 0 : wanted }
        return max(0, min(wanted, wanted + maxSurge - old.reduce(0) { $0 + Self.size($1) }))
    }

    /// A change of size alone: the active ReplicaSet takes it; several share it in proportion to their sizes.
    private var proportional: [Size] {
        let active = active
        if active.count <= 1 {
            guard let only = active.first ?? current, Self.size(only) != wanted || isStale(only) else { return [] }
            return [Size(set: only.name, replicas: wanted)]
        }
        let total = active.reduce(0) { $0 + Self.size($1) }
        let allowed = wanted > 0 ? JSON.amount(wanted + maxSurge) : 0
        var left = allowed - total
        var steps: [Size] = []
        for set in active.sorted(by: { Self.size($0) > Self.size($1) }) {
            let share = (allowed * Self.size(set) + total / 2) / max(total, 1) - Self.size(set)
            let change = left >= 0 ? min(max(share, 0), left) : max(min(share, 0), left)
            left -= change
            steps.append(Size(set: set.name, replicas: Self.size(set) + change))
        }
        if left != 0, !steps.isEmpty { steps[0].replicas = max(0, steps[0].replicas + left) }
        // A set that keeps its size is still told what it was sized for: else the change of size would never end.
        return steps.filter { step in
            active.contains { $0.name == step.set && (Self.size($0) != step.replicas || isStale($0)) }
        }
    }

    private func recreate(_ current: JSON) -> [Size] {
        let down = old.filter { Self.size($0) > 0 }.map { Size(set: $0.name, replicas: 0) }
        if !down.isEmpty { return down }
        let arePodsLeft = old.contains { Self.running($0) > 0 || ($0["status", "terminatingReplicas"]?.amount ?? 0) > 0 }
        if arePodsLeft || Self.size(current) == wanted { return [] }
        return [Size(set: current.name, replicas: wanted)]
    }

    private func roll(_ current: JSON) -> [Size] {
        let total = Self.size(current) + old.reduce(0) { $0 + Self.size($1) }
        if Self.size(current) > wanted { return [Size(set: current.name, replicas: wanted)] }
        let room = wanted + maxSurge - total
        if Self.size(current) < wanted, room > 0 {
            return [Size(set: current.name, replicas: Self.size(current) + min(room, wanted - Self.size(current)))]
        }
        return shrink(old, beside: current, total: total)
    }

    /// Takes from the old ReplicaSets what may go: first pods that do not work, then as many as availability allows.
    private func shrink(_ old: [JSON], beside current: JSON, total: Int) -> [Size] {
        let minimum = wanted - maxUnavailable
        let pending = Self.size(current) - Self.available(current)
        var spare = total - minimum - pending
        guard spare > 0 else { return [] }
        var sizes = Dictionary(old.map { ($0.name, Self.size($0)) }) { $1 }
        let byAge = old.sorted { ($0["metadata", "creationTimestamp"]?.string ?? "") < ($1["metadata", "creationTimestamp"]?.string ?? "") }
        for set in byAge where spare > 0 {
            let broken = min(spare, max(0, Self.size(set) - Self.available(set)))
            sizes[set.name, default: 0] -= broken
            spare -= broken
        }
        var surplus = (byAge + [current]).reduce(0) { $0 + Self.available($1) } - minimum
        for set in byAge where surplus > 0 {
            let step = min(surplus, sizes[set.name] ?? 0)
            sizes[set.name, default: 0] -= step
            surplus -= step
        }
        return byAge.compactMap { set in
            sizes[set.name] == Self.size(set) ? nil : Size(set: set.name, replicas: sizes[set.name] ?? 0)
        }
    }
}
