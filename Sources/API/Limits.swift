/// Bounds of the API.
package enum APILimits {
    /// kube-apiserver's MaxRequestBodyBytes: 3 MiB.
    package static let requestBodyBytes = 3 << 20
    /// A generated name that is taken is drawn again this often.
    static let generatedNameAttempts = 8
    /// A patch or server-side change that lost a race is tried again this often.
    static let conflictAttempts = 10
    /// etcd's limit for one request, which bounds what Kubernetes can store as one object: 1.5 MiB.
    static let objectBytes = 3 << 19
    static let eventSeconds = 3600
    static let maintenanceIntervalSeconds = 60
    /// A generated name's prefix keeps room for its suffix in a name of 63 characters.
    static let generatedNamePrefixCharacters = 58
    /// Operations of one JSON patch.
    static let jsonPatchOperations = 10_000
    static let watchTimeoutSeconds = 1800...3600
    /// The longest that a watch, or the end of a pod, is given on request: 136 years, so that it can be reckoned with.
    static let askedSeconds = 1 << 32
    static let bookmarkIntervalSeconds = 60
    /// How long a read waits for a resourceVersion that is still to come.
    static let futureRevisionWaitMilliseconds = 3000
    static let tokenSeconds = 600...(1 << 32)
    static let defaultTokenSeconds = 3600
}
