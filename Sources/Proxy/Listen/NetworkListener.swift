import ClusterNetwork

/// A port in use on the cluster's network (Envoy's `Listener` message has the same name).
typealias NetworkListener = Listener
