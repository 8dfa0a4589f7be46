/// Texts in which `*` stands for anything.
enum Wildcard {
    static func stringMatch(_ text: String) -> Model.StringMatch {
        text.contains("*") ? Model.StringMatch(.regex(regex(text))) : Model.StringMatch(.exact(text))
    }

    private static func regex(_ text: String) -> String {
        var regex = ""
        for character in text {
            if character == "*" {
                regex += ".*"
            } else if #"\.+?()|[]{}^$"#.contains(character) {
                regex += "\\\(character)"
            } else {
                regex.append(character)
            }
        }
        return regex
    }
}
