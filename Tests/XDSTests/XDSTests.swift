import Testing

@Suite struct XDSTests {}
