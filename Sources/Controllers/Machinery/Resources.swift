package import Kube

/// The resources that controllers look at, by their everyday names.
extension GroupVersionResource {
    package static let namespaces = Self("", "v1", "namespaces")
    package static let nodes = Self("", "v1", "nodes")
    package static let pods = Self("", "v1", "pods")
    package static let services = Self("", "v1", "services")
    package static let endpoints = Self("", "v1", "endpoints")
    package static let configMaps = Self("", "v1", "configmaps")
    package static let secrets = Self("", "v1", "secrets")
    package static let serviceAccounts = Self("", "v1", "serviceaccounts")
    package static let events = Self("", "v1", "events")
    package static let deployments = Self("apps", "v1", "deployments")
    package static let replicaSets = Self("apps", "v1", "replicasets")
    package static let daemonSets = Self("apps", "v1", "daemonsets")
    package static let statefulSets = Self("apps", "v1", "statefulsets")
    package static let controllerRevisions = Self("apps", "v1", "controllerrevisions")
    package static let jobs = Self("batch", "v1", "jobs")
    package static let endpointSlices = Self("discovery.k8s.io", "v1", "endpointslices")
    package static let leases = Self("coordination.k8s.io", "v1", "leases")
}
