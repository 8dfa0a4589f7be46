/// Times and sizes of the cluster's controllers.
enum Limits {
    /// How long nobody must have been connected to a pod that is ending before its containers are told.
    static let quietBeforeStop = Duration.milliseconds(100)
    /// How long a pod that is ending goes on serving connections that stay, at most.
    static let longestDrain = Duration.seconds(2)
}
