extension Model {
    /// Where and how proxies log. Several sinks of each form may be there.
    package struct AccessLog: Sendable, Hashable {
        package struct File: Sendable, Hashable {
            package enum Format: Sendable, Hashable {
                /// Nil for Envoy Gateway's default line.
                case text(String?)
                /// Empty for Envoy Gateway's default fields.
                case json([Pair])
            }

            package var path: String
            package var format: Format
            /// CEL expressions, all of which must hold.
            package var matches: [String] = []
            /// Only for the listener's own events (`Listener`), only for requests (`Route`); nil for both.
            package var type: String?

            package init(path: String, format: Format) {
                self.path = path
                self.format = format
            }
        }

        package var files: [File] = []

        package init(files: [File] = []) { self.files = files }
    }
}
