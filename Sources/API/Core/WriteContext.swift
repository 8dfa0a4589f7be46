import JSON
import Kube

/// Who writes and how; gathers the warnings that go back with the answer.
struct WriteContext {
    enum FieldValidation: String { case ignore = "Ignore", warn = "Warn", strict = "Strict" }

    var user: UserInfo
    /// For `metadata.managedFields`.
    var manager: String
    var isDryRun = false
    var validation = FieldValidation.ignore
    /// Server-side apply: take over fields that others own.
    var force = false
    var warnings: [String] = []
    /// Duplicate fields of a patch's own text, to be refused with the unknown ones.
    var bodyProblems: [String] = []
    /// The object comes out of server-side apply, with its field owners settled.
    var isApplied = false
    /// Written past field ownership and generation, as a binding is.
    var isUntracked = false
    /// In-process writers are trusted with what users may not set.
    var isInternal = false

    init(user: UserInfo, manager: String) {
        self.user = user
        self.manager = manager
    }
}
