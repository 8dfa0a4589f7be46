import Testing

@Suite struct ClusterNetworkTests {}
