internal import ClusterNetwork
internal import Images

/// What a user has said of images: `images.NAME=command:PROGRAM ARGS…` or `images.NAME=host:ADDRESS:PORT`.
enum ImageSettings {
    struct Malformed: Error, CustomStringConvertible {
        var setting: String
        var description: String {
            "setting '\(setting)' is not understood: images.NAME=command:PROGRAM ARGS, or images.NAME=host:ADDRESS:PORT"
        }
    }

    static func mappings(_ settings: [String: String]) throws(Malformed) -> [ImageMapping] {
        var mappings: [ImageMapping] = []
        for (key, value) in settings.sorted(by: { $0.key < $1.key }) where key.hasPrefix("images.") {
            guard let target = target(value) else { throw Malformed(setting: "\(key)=\(value)") }
            mappings.append(ImageMapping(image: String(key.dropFirst("images.".count)), target: target))
        }
        return mappings
    }

    static func target(_ text: String) -> ImageMapping.Target? {
        if text.hasPrefix("command:") {
            let words = text.dropFirst("command:".count).split(separator: " ").map(String.init)
            return words.isEmpty ? nil : .command(words, directory: nil)
        }
        if text.hasPrefix("host:") {
            return VirtualAddress(String(text.dropFirst("host:".count))).map { .address($0) }
        }
        return nil
    }
}
