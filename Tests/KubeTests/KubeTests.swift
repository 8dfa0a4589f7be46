import Testing

@Suite struct KubeTests {}
