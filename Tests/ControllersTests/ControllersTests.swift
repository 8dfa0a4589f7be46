import Testing

@Suite struct ControllersTests {}
