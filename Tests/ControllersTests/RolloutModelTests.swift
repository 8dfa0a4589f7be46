import JSON
import Kube
import Testing

@testable import Controllers

/// Rolls random changes out on a model of the cluster, until nothing moves any more.
@Suite struct RolloutModelTests {
    private struct Cluster {
        struct ReplicaSet {
            var size: Int
            var desired: Int
            var available = 0
        }

        var replicas: Int
        var template = 0
        var strategy: JSON
        var sets: [Int: ReplicaSet] = [:]

        var rollout: Rollout {
            Rollout(
                deployment: ["metadata": ["name": "web"], "spec": ["replicas": JSON(replicas), "strategy": strategy]],
                current: sets[template].map { json(template, $0) },
                old: sets.filter { $0.key != template }.sorted { $0.key < $1.key }.map { json($0.key, $0.value) })
        }

        private func json(_ template: Int, _ set: ReplicaSet) -> JSON {
            [
                "metadata": ["name": .string("\(template)"), "annotations": [Rollout.desired: .string("\(set.desired)")]],
                "spec": ["replicas": JSON(set.size)],
                "status": ["replicas": JSON(set.size), "availableReplicas": JSON(min(set.size, set.available))],
            ]
        }

        /// What the controller does when it looks once; false when that is nothing.
        mutating func look() -> Bool {
            let rollout = rollout
            if sets[template] == nil, !rollout.isScaling {
                sets[template] = ReplicaSet(size: rollout.firstSize, desired: replicas)
                return true
            }
            let steps = rollout.steps
            for step in steps {
                guard let key = Int(step.set) else { continue }
                sets[key]?.size = step.replicas
                sets[key]?.desired = replicas
            }
            return !steps.isEmpty
        }

        /// Some pods become ready; false when all are.
        mutating func settle(_ random: inout some RandomNumberGenerator) -> Bool {
            let lagging = sets.filter { $0.value.available != $0.value.size }.keys.sorted()
            guard let key = lagging.randomElement(using: &random) else { return false }
            let size = sets[key]?.size ?? 0
            sets[key]?.available = size
            return true
        }
    }

    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static let strategies: [JSON] = [
        ["type": "Recreate"], ["type": "RollingUpdate"],
        ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": 0, "maxUnavailable": 1]],
        ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": 1, "maxUnavailable": 0]],
        ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": "100%", "maxUnavailable": "50%"]],
    ]

    @Test(arguments: 0..<300) func everyChangeComesToRest(seed: Int) {
        var random = Seeded(state: UInt64(seed))
        for strategy in Self.strategies {
            var cluster = Cluster(replicas: Int.random(in: 0...6, using: &random), strategy: strategy)
            var moves = 0
            for _ in 0..<4 {
                // Changes come while earlier ones are still under way.
                for _ in 0..<Int.random(in: 0...12, using: &random) {
                    _ = Bool.random(using: &random) ? cluster.look() : cluster.settle(&random)
                }
                if Bool.random(using: &random) { cluster.replicas = Int.random(in: 0...12, using: &random) }
                if Bool.random(using: &random) { cluster.template = Int.random(in: 0...3, using: &random) }
            }
            while cluster.look() || cluster.settle(&random) {
                moves += 1
                guard moves < 200 else { break }
            }
            #expect(moves < 200, "\(strategy) \(cluster)")
            for (template, set) in cluster.sets {
                #expect(set.size == (template == cluster.template ? cluster.replicas : 0), "\(strategy) \(cluster)")
            }
        }
    }

    @Test func aTemplateAndASizeAtOnceScaleFirst() {
        var cluster = Cluster(replicas: 3, strategy: Self.strategies[1], sets: [0: .init(size: 3, desired: 3, available: 3)])
        cluster.template = 1
        cluster.replicas = 5
        let hasMoved = cluster.look()
        #expect(hasMoved)
        #expect(cluster.sets[0]?.size == 5 && cluster.sets[0]?.desired == 5 && cluster.sets[1] == nil)
    }
}
