/// Who asks.
package struct UserInfo: Sendable, Hashable {
    package var name: String
    package var uid: String
    package var groups: [String]
    package var extra: [String: [String]]

    package init(name: String, uid: String = "", groups: [String] = [], extra: [String: [String]] = [:]) {
        self.name = name
        self.uid = uid
        self.groups = groups
        self.extra = extra
    }

    /// May do everything, as in Kubernetes: authorization lets the group pass before any role is read.
    package static let superuserGroup = "system:masters"
    package static let authenticatedGroup = "system:authenticated"
    package static let unauthenticatedGroup = "system:unauthenticated"

    package static let anonymous = UserInfo(name: "system:anonymous", groups: [unauthenticatedGroup])

    /// The sandbox itself: controllers that call in-process.
    package static let loopback = UserInfo(name: "system:apiserver", groups: [superuserGroup, authenticatedGroup])

    package var isSuperuser: Bool { groups.contains(UserInfo.superuserGroup) }
}
