package import JSON
package import Kube

/// Kinds that Kubernetes shows in two forms of one stored object: Events of the core group and of `events.k8s.io`,
/// HorizontalPodAutoscalers of v1 and v2.
package enum BuiltinConversion {
    /// The object in another form; itself where nothing but apiVersion differs.
    package static func convert(_ object: JSON, to kind: GroupVersionKind) -> JSON {
        let from = object.groupVersionKind
        if from == kind { return object }
        var converted = object
        converted["apiVersion"] = .string(kind.apiVersion)
        switch (from.group, from.version, kind.group, kind.version, kind.kind) {
        case ("", _, "events.k8s.io", _, "Event"): rename(&converted, eventFields)
        case ("events.k8s.io", _, "", _, "Event"): rename(&converted, eventFields.map { ($0.new, $0.core) })
        case (_, "v2", "autoscaling", "v1", _): autoscalerToV1(&converted)
        case (_, "v1", "autoscaling", "v2", _): autoscalerToV2(&converted)
        default: break
        }
        return converted
    }

    private static let eventFields: [(core: String, new: String)] = [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
    ]

    private static func rename(_ object: inout JSON, _ fields: [(String, String)]) {
        for (old, new) in fields {
            guard let value = object[old] else { continue }
            object[old] = nil
            object[new] = value
        }
    }

    // MARK: HorizontalPodAutoscaler

    private static let metricsAnnotation = "autoscaling.alpha.kubernetes.io/metrics"
    private static let behaviorAnnotation = "autoscaling.alpha.kubernetes.io/behavior"
    private static let currentAnnotation = "autoscaling.alpha.kubernetes.io/current-metrics"
    private static let conditionsAnnotation = "autoscaling.alpha.kubernetes.io/conditions"

    /// What v1 has no field for goes into annotations, so that nothing is lost on the way back.
    private static func autoscalerToV1(_ object: inout JSON) {
        var others: [JSON] = []
        for metric in object["spec", "metrics"]?.array ?? [] {
            let target = metric["resource", "target"]
            if metric["resource", "name"] == "cpu", target?["type"] == "Utilization",
                object["spec", "targetCPUUtilizationPercentage"] == nil
            {
                object["spec", "targetCPUUtilizationPercentage"] = target?["averageUtilization"]
            } else {
                others.append(metric)
            }
        }
        object["spec", "metrics"] = nil
        for metric in object["status", "currentMetrics"]?.array ?? [] where metric["resource", "name"] == "cpu" {
            object["status", "currentCPUUtilizationPercentage"] = metric["resource", "current", "averageUtilization"]
        }
        if !others.isEmpty { keep(&object, metricsAnnotation, .array(others)) }
        for (path, annotation) in [
            (["spec", "behavior"], behaviorAnnotation), (["status", "currentMetrics"], currentAnnotation),
            (["status", "conditions"], conditionsAnnotation),
        ] {
            if let value = object[path: path] { keep(&object, annotation, value) }
            object[path: path] = nil
        }
    }

    private static func keep(_ object: inout JSON, _ annotation: String, _ value: JSON) {
        object["metadata", "annotations", annotation] = .string(value.text)
    }

    private static func autoscalerToV2(_ object: inout JSON) {
        var metrics = restored(&object, metricsAnnotation)?.array ?? []
        if let percent = object["spec", "targetCPUUtilizationPercentage"] {
            let target: JSON = ["type": "Utilization", "averageUtilization": percent]
            metrics.insert(["type": "Resource", "resource": ["name": "cpu", "target": target]], at: 0)
            object["spec", "targetCPUUtilizationPercentage"] = nil
        }
        if !metrics.isEmpty { object["spec", "metrics"] = .array(metrics) }
        if let behavior = restored(&object, behaviorAnnotation) { object["spec", "behavior"] = behavior }
        if let current = restored(&object, currentAnnotation) { object["status", "currentMetrics"] = current }
        if let conditions = restored(&object, conditionsAnnotation) { object["status", "conditions"] = conditions }
        if object["status"] != nil { object["status", "currentCPUUtilizationPercentage"] = nil }
    }

    private static func restored(_ object: inout JSON, _ annotation: String) -> JSON? {
        guard let text = object["metadata", "annotations", annotation]?.string, let value = try? JSON(parsing: text) else {
            return nil
        }
        object["metadata", "annotations", annotation] = nil
        if object["metadata", "annotations"] == [:] { object["metadata", "annotations"] = nil }
        return value
    }
}
