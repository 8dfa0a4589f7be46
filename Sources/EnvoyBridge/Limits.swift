/// What the bridge waits for and holds at most.
enum Limits {
    /// Until a started Envoy answers on its admin port.
    static let startSeconds = 20.0
    /// Until Envoy has read an update from its files.
    static let updateSeconds = 10.0
    /// For Envoy to end after SIGTERM, before SIGKILL.
    static let stopSeconds = 5.0
    static let pollMilliseconds = 20
    /// Of one page of the admin server.
    static let adminBodyBytes = 64 << 20
    static let adminTimeoutSeconds = 5
}
