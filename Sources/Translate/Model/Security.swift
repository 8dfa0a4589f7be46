extension Model {
    /// What a SecurityPolicy says of a route. A route that has one is closed to the policies of its Gateway, even
    /// where it says nothing.
    package struct Security: Sendable, Hashable {
        package var authorization: Authorization?

        package init(authorization: Authorization? = nil) { self.authorization = authorization }
    }

    /// The first rule that matches decides, else the default.
    package struct Authorization: Sendable, Hashable {
        package struct Rule: Sendable, Hashable {
            package var name: String
            package var isAllowed: Bool
            /// One of them, case aside; nothing here or below asks nothing.
            package var methods: [String] = []
            package var path: StringMatch?
            package var clients: [IPRange] = []
            package var headers: [HeaderValues] = []

            package init(name: String, isAllowed: Bool) {
                self.name = name
                self.isAllowed = isAllowed
            }
        }

        package struct HeaderValues: Sendable, Hashable {
            package var name: String
            package var values: [String]

            package init(name: String, values: [String]) {
                self.name = name
                self.values = values
            }
        }

        package var rules: [Rule]
        package var allowsOthers: Bool

        package init(rules: [Rule] = [], allowsOthers: Bool) {
            self.rules = rules
            self.allowsOthers = allowsOthers
        }
    }

    package struct IPRange: Sendable, Hashable {
        /// The first address of the range.
        package var address: String
        package var prefixLength: Int

        package init(address: String, prefixLength: Int) {
            self.address = address
            self.prefixLength = prefixLength
        }
    }
}
