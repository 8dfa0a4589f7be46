/// Words about a type or a field. Those of built-ins stay where they stand in the binary until somebody asks.
struct Description: Sendable {
    private enum Source {
        case none
        case text(String)
        case slice(NotationText, Range<Int>)
    }

    private let source: Source

    static let none = Description(source: .none)

    init(_ text: String) { self.init(source: text.isEmpty ? .none : .text(text)) }

    init(_ notation: NotationText, _ range: Range<Int>) {
        self.init(source: range.isEmpty ? .none : .slice(notation, range))
    }

    private init(source: Source) { self.source = source }

    var isEmpty: Bool {
        if case .none = source { true } else { false }
    }

    var text: String {
        switch source {
        case .none: ""
        case .text(let text): text
        case .slice(let notation, let range): notation.string(range)
        }
    }
}
