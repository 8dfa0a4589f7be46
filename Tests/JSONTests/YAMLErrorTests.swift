import JSON
import Testing
import YAML

@Suite struct YAMLErrorTests {
    @Test(arguments: ["this is: [not yaml", "a: b\n---\nc: [", "a:\n\t- b", "{"])
    func brokenTextIsAnError(text: String) {
        #expect(throws: YAML.SyntaxError.self) { try YAML.documents(text) }
    }

    @Test(arguments: [("", 0), ("a: 1", 1), ("a: 1\n---\n---\nb: 2\n", 2), ("# nothing", 0)])
    func documentsAreCounted(text: String, count: Int) throws {
        #expect(try YAML.documents(text).count == count)
    }
}
