import Testing

@testable import Images

@Suite struct ReferenceTests {
    @Test(arguments: [
        ("nginx", "docker.io/library/nginx:latest"), ("nginx:1.25", "docker.io/library/nginx:1.25"),
        ("envoyproxy/envoy:v1.39", "docker.io/envoyproxy/envoy:v1.39"),
        ("registry.k8s.io/gateway-api/echo-basic:v1.5.1", "registry.k8s.io/gateway-api/echo-basic:v1.5.1"),
        ("localhost:5000/a/b", "localhost:5000/a/b:latest"), ("localhost/a", "localhost/a:latest"),
        (
            "a@sha256:0123456789012345678901234567890123456789012345678901234567890123",
            "docker.io/library/a@sha256:0123456789012345678901234567890123456789012345678901234567890123"
        ),
    ]) func reads(text: String, full: String) {
        #expect(ImageReference(text)?.description == full)
    }

    @Test(arguments: ["", "UPPER", "a b", "a:", "a//b", "a:b:c/d:", "-a", "a@sha256:xyz", "a:b c"])
    func refuses(text: String) {
        #expect(ImageReference(text) == nil)
    }

    @Test func findsPrograms() {
        let catalog = ImageCatalog.standard()
        for image in [
            "gcr.io/k8s-staging-gateway-api/echo-basic:v20231214", "registry.k8s.io/gateway-api/conformance/echo-basic:v0.1.0",
            "echo-basic", "mirror.test/cache/registry.k8s.io/gateway-api/echo-basic@sha256:\(String(repeating: "0", count: 64))",
        ] {
            #expect(catalog.program(for: image) is EchoImage, "\(image)")
        }
        #expect(catalog.program(for: "mccutchen/go-httpbin:v2.15.0") is HTTPBinImage)
        #expect(catalog.program(for: "my/app") == nil)
        catalog.setMappings([
            ImageMapping(image: "my/app", target: .command(["true"], directory: nil)),
            ImageMapping(image: "echo-basic:special", target: .command(["true"], directory: nil)),
        ])
        #expect(catalog.program(for: "example.com/my/app:3") is CommandImage)
        #expect(catalog.program(for: "your/my/app") is CommandImage)
        #expect(catalog.program(for: "amy/app") == nil)
        #expect(catalog.program(for: "echo-basic:special") is CommandImage)
        #expect(catalog.program(for: "echo-basic:v1") is EchoImage)
    }
}
