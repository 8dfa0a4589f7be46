/// Bounds that keep statuses writable; the numbers are Gateway API's and apimachinery's.
enum Limits {
    /// `metav1.Condition.message`.
    static let conditionMessageBytes = 32_768
    static let routeParents = 32
    static let policyAncestors = 16
    static let gatewayAddresses = 16
}
