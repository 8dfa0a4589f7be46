import Testing

@testable import Kube

/// What `time.ParseDuration` and `Duration.String` of Go 1.24 answer.
@Suite struct GoDurationTests {
    @Test(arguments: [
        ("10s", 10_000_000_000, "10s"), ("1m30s", 90_000_000_000, "1m30s"), ("1.5h", 5_400_000_000_000, "1h30m0s"),
        ("250ms", 250_000_000, "250ms"), ("0", 0, "0s"), ("-0", 0, "0s"), ("-2s", -2_000_000_000, "-2s"),
        ("+3m", 180_000_000_000, "3m0s"), (".5s", 500_000_000, "500ms"), ("5.s", 5_000_000_000, "5s"),
        ("7ns", 7, "7ns"), ("1100ns", 1100, "1.1µs"), ("1.05s", 1_050_000_000, "1.05s"), ("1µs", 1000, "1µs"),
        ("1μs", 1000, "1µs"), ("1h1h", 7_200_000_000_000, "2h0m0s"), ("1.0000000001s", 1_000_000_000, "1s"),
        ("0.3333333333333333333h", 1_200_000_000_000, "20m0s"), ("0.9999999999999999999s", 1_000_000_000, "1s"),
        ("0.100000000000000000000h", 360_000_000_000, "6m0s"),
        ("9007199254740993ns", 9_007_199_254_740_993, "2501h59m59.254740993s"),
        ("2562047h47m16.854775807s", Int64.max, "2562047h47m16.854775807s"),
        ("-9223372036854775808ns", Int64.min, "-2562047h47m16.854775808s"),
    ] as [(String, Int64, String)])
    func readsAndWritesAsGo(text: String, nanoseconds: Int64, written: String) {
        #expect(GoDuration.nanoseconds(text) == nanoseconds)
        #expect(GoDuration.parse(text) == .nanoseconds(nanoseconds))
        #expect(GoDuration.text(nanoseconds) == written)
        #expect(GoDuration.text(.nanoseconds(nanoseconds)) == written)
    }

    @Test(arguments: [
        "", "-", ".", "10", "s", ".s", "1x", "1s2", "1s1", "--1s", "1 s", "1.2.3s", "١s", "9223372036854775808ns",
        "-9223372036854775809ns", "9999999999999999999999s", "99999999999999999999.5h", "2562047h47m17s",
    ])
    func refusesWhatGoRefuses(text: String) {
        #expect(GoDuration.nanoseconds(text) == nil)
    }
}
