/// The settings that `--set KEY=VALUE` knows.
package enum SettingNames {
    private static let all = ["zone", "ipFamily", "misdirectedRequests"]

    /// What is wrong with a key; nil when it is known.
    package static func problem(with key: String) -> String? {
        if all.contains(key) || key.hasPrefix("images.") && key.count > "images.".count { return nil }
        return "there is no setting '\(key)': --set takes images.NAME, \(all.joined(separator: ", "))"
    }
}
