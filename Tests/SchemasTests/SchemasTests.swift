import Testing

@Suite struct SchemasTests {}
