import Testing

@Suite struct StreamsTests {}
