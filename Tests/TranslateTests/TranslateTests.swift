import Testing

@Suite struct TranslateTests {}
