import Testing

@testable import ClusterNetwork

@Suite struct AddressTests {
    @Test(arguments: [
        ("10.244.0.7", "10.244.0.7"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ("::", "::"), ("::1", "::1"), ("FE80::1", "fe80::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("::ffff:127.0.0.1", "::ffff:127.0.0.1"),
        ("::ffff:7f00:1", "::ffff:127.0.0.1"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("64:ff9b::1.2.3.4", "64:ff9b::102:304"),
    ]) func readsAndWrites(text: String, canonical: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == canonical)
        #expect(IPAddress(bytes: address.bytes) == address)
        #expect(IPAddress(canonical) == address)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.a", "1..2.3", ":", ":::", "1::2::3", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1%eth0", "1.2.3.4:80", "::1.2.3", "1:", ":1", "1:2:3:4:5:6:7:8::",
    ]) func refuses(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1", AddressClass.loopback), ("127.255.0.2", .loopback), ("::1", .loopback), ("fd00:127:10::5", .loopback),
        ("fd00:127:11::5", .privateUse),
        ("::ffff:127.0.0.1", .loopback), ("::127.0.0.1", .loopback), ("64:ff9b::7f00:1", .loopback),
        ("2002:7f00:1::", .loopback), ("0.0.0.0", .unspecified), ("0.1.2.3", .unspecified), ("::", .unspecified),
        ("169.254.169.254", .metadata), ("::ffff:a9fe:a9fe", .metadata), ("fd00:ec2::254", .metadata),
        ("169.254.1.1", .linkLocal), ("fe80::1", .linkLocal), ("febf::1", .linkLocal), ("fec0::1", .public),
        ("10.1.2.3", .privateUse), ("172.16.0.1", .privateUse), ("172.31.255.255", .privateUse),
        ("172.32.0.1", .public), ("192.168.1.1", .privateUse), ("100.64.0.1", .privateUse), ("fc00::1", .privateUse),
        ("224.0.0.1", .multicast), ("ff02::1", .multicast), ("255.255.255.255", .broadcast), ("8.8.8.8", .public),
        ("2001:4860:4860::8888", .public),
    ]) func classifies(text: String, expected: AddressClass) throws {
        #expect(try #require(IPAddress(text)).addressClass == expected)
    }

    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("0x7F000001", "127.0.0.1"),
        ("2130706433", "127.0.0.1"), ("017700000001", "127.0.0.1"), ("127.1", "127.0.0.1"), ("127.0.1", "127.0.0.1"),
        ("0", "0.0.0.0"), ("[::1]", "::1"), ("[::ffff:127.0.0.1]", "127.0.0.1"), ("127.0.0.1.", "127.0.0.1"),
        ("fe80::1%eth0", "fe80::1"), ("0xa9.0xfe.0xa9.0xfe", "169.254.169.254"),
    ]) func seesThroughSpellings(text: String, address: String) throws {
        #expect(HostSpelling(text) == .address(try #require(IPAddress(address))))
    }

    @Test(arguments: [
        ("Example.COM.", "example.com"), ("localhost", "localhost"), ("1.2.3.4.5", "1.2.3.4.5"), ("256.1.1.1", "256.1.1.1"),
        ("09.1.1.1", "09.1.1.1"),
    ]) func leavesNamesAlone(text: String, name: String) {
        #expect(HostSpelling(text) == .name(name))
    }

    @Test func blocks() throws {
        let block = try #require(CIDR("10.244.3.9/16"))
        #expect(block.description == "10.244.0.0/16")
        #expect(block.contains(IPAddress(10, 244, 255, 255)))
        #expect(!block.contains(IPAddress(10, 245, 0, 0)))
        #expect(!block.contains(.v6(0, 1)))
        #expect(try #require(CIDR("0.0.0.0/0")).contains(IPAddress(1, 2, 3, 4)))
        #expect(try #require(CIDR("fd00::/8")).contains(#require(IPAddress("fdff::1"))))
        #expect(CIDR("10.0.0.0/33") == nil)
        #expect(CIDR("10.0.0.0") == nil)
    }

    @Test func poolComesBackToReleasedAddressesLast() throws {
        var pool = AddressPool(block: try #require(CIDR("10.0.0.0/29")))
        let allocated = pool.allocate()
        let first = try #require(allocated)
        #expect(first == IPAddress(10, 0, 0, 1))
        pool.release(first)
        let following = (2...9).map { _ in pool.allocate() }
        #expect(following == (2...7).map { IPAddress(10, 0, 0, $0) } + [first, nil])
    }

    @Test(arguments: [
        ("10.0.0.1:80", "10.0.0.1:80"), ("[::1]:443", "[::1]:443"),
    ]) func addressesWithPorts(text: String, same: String) throws {
        #expect(try #require(VirtualAddress(text)).description == same)
        #expect(try VirtualAddress(#require(VirtualAddress(text)).socketAddress()) == VirtualAddress(text))
    }
}
