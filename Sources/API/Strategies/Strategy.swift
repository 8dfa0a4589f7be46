import JSON
import Kube

/// What a kind does beyond its schema. Most kinds need none of it.
protocol Strategy: Sendable {
    /// The object counts the changes of its wish in `metadata.generation`.
    var tracksGeneration: Bool { get }
    /// An update need not name the resourceVersion it builds on.
    var allowsUnconditionalUpdate: Bool { get }
    /// PUT on a name that is free creates.
    var allowsCreateOnUpdate: Bool { get }
    /// DELETE answers with the object rather than with a Status.
    var returnsDeletedObject: Bool { get }

    /// Sets what only the server sets. Runs after schema defaults.
    func prepareForCreate(_ object: inout JSON, _ scene: Scene) throws
    func prepareForUpdate(_ object: inout JSON, old: JSON, _ scene: Scene) throws
    /// What is wrong with it that its schema cannot say; `old` is nil for a create.
    func validate(_ object: JSON, old: JSON?, _ scene: Scene) -> [FieldError]
    func warnings(_ object: JSON, old: JSON?) -> [String]
    /// Seconds between the mark of deletion and the end, when the kind goes gracefully; nil when it goes at once.
    func gracePeriod(_ object: JSON, asked: Int?) -> Int?
    /// May refuse.
    func willDelete(_ object: JSON, _ scene: Scene) throws
}

/// What a strategy may look at beside the object.
struct Scene {
    var server: APIServer
    var target: Target
    var user: UserInfo
    var isDryRun: Bool
    /// The writer is the sandbox itself.
    var isInternal = false
    var now: Timestamp
    /// Undone when the write does not come about.
    var undo: UndoList
}

/// Reservations to give back when a write fails after all. Lives as long as one write.
final class UndoList {
    private var steps: [() -> Void] = []

    func add(_ step: @escaping () -> Void) { steps.append(step) }

    func run() {
        for step in steps.reversed() { step() }
        steps = []
    }

    func forget() { steps = [] }
}

extension Strategy {
    var tracksGeneration: Bool { false }
    var allowsUnconditionalUpdate: Bool { true }
    var allowsCreateOnUpdate: Bool { false }
    var returnsDeletedObject: Bool { false }
    func prepareForCreate(_ object: inout JSON, _ scene: Scene) throws {}
    func prepareForUpdate(_ object: inout JSON, old: JSON, _ scene: Scene) throws {}
    func validate(_ object: JSON, old: JSON?, _ scene: Scene) -> [FieldError] { [] }
    func warnings(_ object: JSON, old: JSON?) -> [String] { [] }
    func gracePeriod(_ object: JSON, asked: Int?) -> Int? { nil }
    func willDelete(_ object: JSON, _ scene: Scene) throws {}
}
