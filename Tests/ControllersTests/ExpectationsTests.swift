import Testing

@testable import Controllers

@Suite struct ExpectationsTests {
    private let expectations = Expectations()

    @Test func whatWasWrittenIsWaitedFor() {
        #expect(expectations.areMet(by: "o", present: [:]))
        expectations.created("a", by: "o")
        expectations.deleted("b", by: "o")
        #expect(!expectations.areMet(by: "o", present: ["b": false]))
        #expect(!expectations.areMet(by: "o", present: ["a": false, "b": false]))
        #expect(expectations.areMet(by: "o", present: ["a": false, "b": true]))
    }

    /// However soon an object goes, its owner does not stop for it.
    @Test(arguments: [true, false]) func whatIsGoneIsNotWaitedFor(beforeItsCreatorKnows: Bool) {
        #expect(expectations.areMet(by: "o", present: [:]))
        if beforeItsCreatorKnows { expectations.forget("a", of: "o") }
        expectations.created("a", by: "o")
        if !beforeItsCreatorKnows { expectations.forget("a", of: "o") }
        #expect(expectations.areMet(by: "o", present: [:]))
    }

    @Test func anOwnerThatIsGoneLeavesNothing() {
        #expect(expectations.areMet(by: "o", present: [:]))
        expectations.created("a", by: "o")
        expectations.forgetOwner("o")
        expectations.forget("a", of: "o")
        expectations.created("a", by: "o")
        #expect(!expectations.areMet(by: "o", present: [:]))
    }
}
