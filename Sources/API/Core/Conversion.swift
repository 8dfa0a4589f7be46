import JSON
import Kube

/// Between versions of a kind. A CustomResourceDefinition without a webhook converts by name alone (`None`), and so do
/// built-in kinds whose versions share their fields; the others are here.
enum Conversion {
    static func convert(_ object: JSON, to kind: GroupVersionKind) -> JSON {
        var result = object
        switch (GroupVersion(apiVersion: object.apiVersion).group, kind.group, kind.kind) {
        case ("", "events.k8s.io", "Event"): result = renamed(object, eventNames)
        case ("events.k8s.io", "", "Event"): result = renamed(object, eventNames.map { ($0.1, $0.0) })
        case ("autoscaling", "autoscaling", "HorizontalPodAutoscaler"):
            if object.apiVersion != kind.apiVersion { result = AutoscalerConversion.convert(object, to: kind.version) }
        default: break
        }
        result["apiVersion"] = .string(kind.apiVersion)
        return result
    }

    /// The two groups' names for the same fields of an event: core's, events.k8s.io's.
    private static let eventNames = [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
    ]

    private static func renamed(_ object: JSON, _ names: [(String, String)]) -> JSON {
        var result = object
        for (from, to) in names {
            result[from] = nil
            result[to] = object[from]
        }
        return result
    }
}

/// HorizontalPodAutoscaler: v1 knows one metric, and keeps the others in annotations.
enum AutoscalerConversion {
    private static let metricsAnnotation = "autoscaling.alpha.kubernetes.io/metrics"
    private static let behaviorAnnotation = "autoscaling.alpha.kubernetes.io/behavior"

    static func convert(_ object: JSON, to version: String) -> JSON { version == "v1" ? old(object) : new(object) }

    private static func old(_ object: JSON) -> JSON {
        var result = object
        var others: [JSON] = []
        for metric in object["spec", "metrics"]?.array ?? [] {
            let target = metric["resource", "target"]
            if metric["type"] == "Resource", metric["resource", "name"] == "cpu", let percent = target?["averageUtilization"] {
                result["spec", "targetCPUUtilizationPercentage"] = percent
            } else {
                others.append(metric)
            }
        }
        result["spec", "metrics"] = nil
        result["spec", "behavior"] = nil
        if !others.isEmpty { result["metadata", "annotations", metricsAnnotation] = .string(JSON.array(others).text) }
        if let behavior = object["spec", "behavior"] {
            result["metadata", "annotations", behaviorAnnotation] = .string(behavior.text)
        }
        for metric in object["status", "currentMetrics"]?.array ?? [] where metric["resource", "name"] == "cpu" {
            result["status", "currentCPUUtilizationPercentage"] = metric["resource", "current", "averageUtilization"]
        }
        for key in ["currentMetrics", "conditions"] { result["status"]?[key] = nil }
        return result
    }

    private static func new(_ object: JSON) -> JSON {
        var result = object
        var metrics: [JSON] = []
        if let percent = object["spec", "targetCPUUtilizationPercentage"] {
            metrics.append(
                [
                    "type": "Resource",
                    "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": percent]],
                ])
        }
        let annotations = object.annotations
        if let text = annotations[metricsAnnotation], let others = (try? JSON(parsing: text))?.array { metrics += others }
        if !metrics.isEmpty { result["spec", "metrics"] = .array(metrics) }
        if let text = annotations[behaviorAnnotation], let behavior = try? JSON(parsing: text) {
            result["spec", "behavior"] = behavior
        }
        for key in [metricsAnnotation, behaviorAnnotation] where annotations[key] != nil {
            result["metadata", "annotations"]?[key] = nil
        }
        result["spec", "targetCPUUtilizationPercentage"] = nil
        if result["status"] != nil { result["status"]?["currentCPUUtilizationPercentage"] = nil }
        return result
    }
}
