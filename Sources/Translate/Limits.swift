/// Bounds; those of statuses are Gateway API's and apimachinery's.
enum Limits {
    /// `metav1.Condition.message`.
    static let conditionMessageBytes = 32_768
    static let routeParents = 32
    static let policyAncestors = 16
    static let gatewayAddresses = 16

    /// Changes of a view that are remembered between two translations; after more than these everything is done anew.
    static let journalChanges = 4096
}
