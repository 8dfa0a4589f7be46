import Kube
import Testing

@Suite struct QuantityTests {
    @Test(arguments: [
        ("0", "0"), ("1", "1"), ("100m", "100m"), ("1000m", "1"), ("0.5", "500m"), ("1.5", "1500m"), ("1000", "1k"),
        ("1500", "1500"), ("2000000", "2M"), ("1Ki", "1Ki"), ("1024Ki", "1Mi"), ("1.5Gi", "1536Mi"), ("0.5Ki", "512"),
        ("512", "512"), ("1e3", "1e3"), ("1E3", "1e3"), ("12e6", "12e6"), ("1500e3", "1500e3"), ("1e1", "10"),
        ("100n", "100n"), ("0.1n", "1n"), ("1.1u", "1100n"), ("-1.5", "-1500m"), ("+3", "3"), ("00012", "12"), (".5", "500m"),
        ("5.", "5"), ("1Ei", "1Ei"), ("9Ei", "9223372036854775807"), ("1E", "1E"), ("0.001Ki", "1024m"), ("1e-3", "1e-3"),
        ("100000000000000000000", "9223372036854775807"), ("1025Ki", "1025Ki"), ("64Mi", "64Mi"), ("0Mi", "0"),
    ])
    func canonicalForm(text: String, canonical: String) throws {
        #expect(try Quantity(parsing: text).description == canonical)
    }

    @Test(arguments: [
        ("", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"),
        ("abc", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"),
        ("1 Gi", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"),
        ("1KB", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"),
        ("1K", "unable to parse quantity's suffix"), ("1GiMi", "unable to parse quantity's suffix"),
    ])
    func malformedOnesAreRefused(text: String, message: String) {
        #expect(#expect(throws: Quantity.Malformed.self) { try Quantity(parsing: text) }?.description == message)
    }

    @Test func valuesCompareAndAdd() throws {
        func quantity(_ text: String) throws -> Quantity { try Quantity(parsing: text) }
        #expect(try quantity("1") == quantity("1000m"))
        #expect(try quantity("1Gi") > quantity("1G"))
        #expect(try (quantity("100m") + quantity("900m")).description == "1")
        #expect(try (quantity("1Gi") + quantity("512Mi")).description == "1536Mi")
        #expect(try (quantity("1") - quantity("250m")).description == "750m")
        #expect(try (quantity("0") + quantity("1Ki")).description == "1Ki")
        #expect(try quantity("1500m").int == 2)
        #expect(try quantity("1500m").milli == 1500)
    }
}
