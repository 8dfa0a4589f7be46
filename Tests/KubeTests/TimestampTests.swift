import Kube
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-23T00:34:04Z", 1_795_394_044), ("2000-02-29T23:59:59Z", 951_868_799),
        ("1969-12-31T23:59:59Z", -1), ("1900-03-01T00:00:00Z", -2_203_891_200), ("0001-01-01T00:00:00Z", -62_135_596_800),
        ("2400-02-29T12:00:00Z", 13_574_606_400),
    ])
    func roundTrip(text: String, seconds: Int64) {
        #expect(Timestamp(parsing: text)?.secondsSince1970 == seconds)
        #expect(Timestamp(secondsSince1970: seconds).description == text)
    }

    @Test(arguments: [
        ("2026-11-23T01:34:04+01:00", "2026-11-23T00:34:04.000000Z"),
        ("2026-11-22T19:04:04.5-05:30", "2026-11-23T00:34:04.500000Z"),
        ("2026-11-23T00:34:04.123456789Z", "2026-11-23T00:34:04.123456Z"),
    ])
    func offsetsAndFractions(text: String, utc: String) {
        #expect(Timestamp(parsing: text)?.microseconds == utc)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23 00:34:04Z", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-23T24:00:00Z",
        "2026-11-23T00:34:04", "2026-11-23T00:34:04.Z", "2026-11-23T00:34:04+0100", "2026-11-23T00:34:04Zx",
    ])
    func malformedOnesAreNone(text: String) {
        #expect(Timestamp(parsing: text) == nil)
    }
}
