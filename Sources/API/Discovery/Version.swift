import JSON

/// Which Kubernetes the server is like.
enum Version {
    static let major = "1"
    static let minor = "36"

    static let json: JSON = [
        "major": .string(major), "minor": .string(minor), "emulationMajor": .string(major), "emulationMinor": .string(minor),
        "minCompatibilityMajor": .string(major), "minCompatibilityMinor": "35", "gitVersion": "v1.36.2+postern",
        "gitCommit": "postern", "gitTreeState": "clean", "buildDate": "2026-01-01T00:00:00Z", "goVersion": "none",
        "compiler": "swift", "platform": "linux/amd64",
    ]
}
