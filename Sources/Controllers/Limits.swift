/// Times and sizes of the cluster's controllers.
enum Limits {
    /// How long nobody must have been connected to a pod that is ending before its containers are told.
    static let quietBeforeStop = Duration.milliseconds(100)
    /// How long a pod that is ending goes on serving connections that stay, at most.
    static let longestDrain = Duration.seconds(2)

    /// A wish that comes this soon after a status of the same object was written waits for others to follow.
    static let statusRest = Duration.seconds(1)
    /// How long no other must have followed.
    static let statusQuiet = Duration.milliseconds(30)
    /// How long it waits at most.
    static let statusPatience = Duration.seconds(2)
    /// How long after statuses came back it is checked that they still hold.
    static let statusCheckDelay = Duration.milliseconds(200)
    /// Times of writes that are kept before old ones are dropped.
    static let rememberedStatusWrites = 1024

    /// The longest pause between two translations of a burst.
    static let translationRest = Duration.milliseconds(50)
    /// How long an owner waits for what it has written to show (Kubernetes' `ExpectationsTimeout`).
    static let expectationLife = Duration.seconds(300)
    /// The largest number of pods, seconds and the like that an object can ask for.
    static let largestAmount = Int(Int32.max)
    /// A namespace that ends is emptied in steps of this many objects.
    static let namespacePageObjects = 500
}
