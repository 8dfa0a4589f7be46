package import GatewayAPI
package import JSON
import Kube

/// A translation without a cluster: resources from files in, the same resources with their statuses out.
package struct OfflineTranslation: Sendable {
    /// Every resource that was put in, in order, with the status the controller would write.
    package var objects: [JSON]
    package var translation: Translation

    /// - Parameter documents: resources, Lists, or the grouped form (`gateways: […]`, `httpRoutes: […]`, …).
    package init(_ documents: [JSON], configuration: EnvoyGatewayConfiguration, now: String) {
        var input = Input()
        for document in documents { input.add(document) }
        var configuration = configuration
        if let spec = input.defaultProxySpec { configuration.envoyProxySpec = spec }
        input.complete(controller: configuration.controllerName)

        var view = ClusterView()
        for (index, object) in input.objects.enumerated() { view.set(Self.dated(object, index)) }
        for name in input.impliedNamespaces {
            view.set(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]])
        }
        var translator = Translator(configuration: configuration)
        translator.isOffline = true
        translation = translator.translate(view, now: now)

        var statuses: [Key: JSON] = [:]
        for change in translation.statuses { statuses[Key(kind: change.kind, name: change.name)] = change.status }
        objects = input.objects.map { object in
            var object = object
            if let status = statuses[Key(kind: object.kind, name: object.objectName)] { object["status"] = status }
            return object
        }
    }

    private struct Key: Hashable {
        var kind: String
        var name: ObjectName
    }

    /// Resources that have no creation time count as created in the order in which they stand.
    private static func dated(_ object: JSON, _ index: Int) -> JSON {
        guard object["metadata", "creationTimestamp"]?.string == nil else { return object }
        var object = object
        let digits = String(index)
        let padding = String(repeating: "0", count: max(0, 6 - digits.count))
        object["metadata", "creationTimestamp"] = .string("0001-01-01T00:00:00.\(padding)\(digits)Z")
        return object
    }
}

/// What the documents hold.
private struct Input {
    var objects: [JSON] = []
    /// `envoyProxyDefaultSpec` of the grouped form.
    var defaultProxySpec: JSON?
    private var classProxy: JSON?
    private var isGrouped = false

    mutating func add(_ document: JSON) {
        guard let members = document.object else { return }
        if document.kind.hasSuffix("List"), let items = document["items"]?.array {
            for item in items { add(item) }
        } else if !document.kind.isEmpty {
            objects.append(document)
        } else {
            isGrouped = true
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                switch key {
                case "envoyProxyDefaultSpec": defaultProxySpec = value
                case "envoyProxyForGatewayClass":
                    classProxy = value
                    objects.append(value)
                case "infraIR", "xdsIR": continue
                default:
                    objects += (value.array ?? [value]).filter { $0.object != nil && !$0.kind.isEmpty }
                }
            }
        }
    }

    /// The grouped form leaves the class to the reader: one of ours for each that a Gateway names.
    mutating func complete(controller: String) {
        guard isGrouped else { return }
        let known = Set(objects.filter { $0.kind == GatewayClass.kind }.map(\.name))
        let named = objects.filter { $0.kind == Gateway.kind }.compactMap { $0["spec", "gatewayClassName"]?.string }
        for name in Set(named).subtracting(known).sorted() {
            var spec: JSON = ["controllerName": .string(controller)]
            if let classProxy {
                spec["parametersRef"] = [
                    "group": .string(Groups.envoyGateway), "kind": .string(EnvoyProxy.kind),
                    "namespace": .string(classProxy.namespace), "name": .string(classProxy.name),
                ]
            }
            objects.append([
                "apiVersion": "gateway.networking.k8s.io/v1", "kind": .string(GatewayClass.kind),
                "metadata": ["name": .string(name)], "spec": spec,
            ])
        }
    }

    /// Namespaces that resources live in without being among them.
    var impliedNamespaces: [String] {
        let present = Set(objects.filter { $0.kind == Namespace.kind }.map(\.name))
        return Set(objects.map(\.namespace)).subtracting(present).filter { !$0.isEmpty }.sorted()
    }
}
