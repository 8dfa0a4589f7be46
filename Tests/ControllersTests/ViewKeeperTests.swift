import JSON
import Kube
import Logging
import Testing
import Translate

@testable import Controllers

@Suite struct ViewKeeperTests {
    private static let imports = GroupVersionResource("multicluster.x-k8s.io", "v1alpha1", "serviceimports")

    private static func serviceImport(_ name: String) -> JSON {
        [
            "apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceImport",
            "metadata": ["name": .string(name), "namespace": "a"], "spec": ["type": "ClusterSetIP", "ports": [["port": 80]]],
        ]
    }

    /// ServiceImports come with another product: before it is installed, or after, with objects or without.
    @Test(arguments: [true, false]) func followsKindsThatComeLater(isThereAtFirst: Bool) async {
        let cluster = FakeCluster(installed: ClusterView.resources.filter { $0 != Self.imports })
        if isThereAtFirst {
            cluster.install(Self.imports)
            cluster.put(Self.imports, Self.serviceImport("first"))
        }
        let keeper = ViewKeeper(client: cluster, logger: Logger(label: "test"))
        let running = Task { await keeper.run(ClusterView.resources) {} }
        defer { running.cancel() }
        if isThereAtFirst {
            #expect(await eventually { keeper.view.serviceImports.count == 1 })
        } else {
            await keeper.changed()
            #expect(keeper.view.serviceImports.isEmpty)
            cluster.install(Self.imports)
        }
        cluster.put(Self.imports, Self.serviceImport("second"))
        #expect(await eventually { keeper.view.serviceImports.count == (isThereAtFirst ? 2 : 1) })
        #expect(keeper.view.serviceImports[ObjectName(namespace: "a", name: "second")] != nil)
    }
}
