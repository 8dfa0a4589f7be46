import Testing

@testable import Sandbox

@Suite struct FamilySettingTests {
    private static let absent = HostPorts.Obstacle.other("Cannot assign requested address")

    @Test(arguments: [
        ([:], nil, FamilySetting.dual), ([:], absent, .ipv4), (["ipFamily": "ipv4"], nil, .ipv4),
        (["ipFamily": "dual"], nil, .dual), (["ipFamily": "ipv4"], absent, .ipv4),
    ] as [([String: String], HostPorts.Obstacle?, FamilySetting)])
    func theMachineDecidesWhereNothingIsSaid(
        settings: [String: String], obstacle: HostPorts.Obstacle?, setting: FamilySetting
    ) throws {
        #expect(try FamilySetting(settings, obstacle: obstacle) == setting)
    }

    @Test(arguments: [
        ("dual", "setting 'ipFamily=dual' needs IPv6 on this machine, where ::1 cannot be bound: Cannot assign requested address"),
        ("ipv6", "setting 'ipFamily=ipv6' is not understood: ipFamily=ipv4, or ipFamily=dual"),
        ("", "setting 'ipFamily=' is not understood: ipFamily=ipv4, or ipFamily=dual"),
    ]) func whatCannotBeIsRefused(value: String, message: String) {
        do {
            _ = try FamilySetting(["ipFamily": value], obstacle: Self.absent)
            Issue.record("ipFamily=\(value) was taken")
        } catch {
            #expect(error.description == message)
        }
    }
}
