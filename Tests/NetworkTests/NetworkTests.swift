import Testing

@Suite struct NetworkTests {}
