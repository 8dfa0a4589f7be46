/// The content type that Go's server gives a body whose handler named none (`http.DetectContentType`, by WHATWG's MIME
/// sniffing), for the kinds of bodies these images send.
enum ContentType {
    private static let inspectedBytes = 512

    static func detect(_ body: some Collection<UInt8>) -> String {
        let data = Array(body.prefix(inspectedBytes))
        let text = data.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0C || $0 == 0x0D }
        for tag in ["<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<BODY", "<TITLE", "<H1", "<P", "<!--"] {
            guard text.count > tag.utf8.count || tag == "<!--" else { continue }
            let isMatch = zip(text, tag.utf8).allSatisfy { byte, wanted in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 0x20 == wanted : byte == wanted
            }
            let end = text.dropFirst(tag.utf8.count).first
            if isMatch, text.count >= tag.utf8.count,
                tag == "<!--" || end == UInt8(ascii: " ") || end == UInt8(ascii: ">")
            {
                return "text/html; charset=utf-8"
            }
        }
        if text.starts(with: "<?xml".utf8) { return "text/xml; charset=utf-8" }
        for (signature, type) in signatures where data.starts(with: signature) { return type }
        let isBinary = data.contains { $0 <= 0x08 || $0 == 0x0B || (0x0E...0x1A).contains($0) || (0x1C...0x1F).contains($0) }
        return isBinary ? "application/octet-stream" : "text/plain; charset=utf-8"
    }

    private static let signatures: [([UInt8], String)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        (Array("GIF87a".utf8), "image/gif"),
        (Array("GIF89a".utf8), "image/gif"),
        (Array("%PDF-".utf8), "application/pdf"),
        ([0x1F, 0x8B, 0x08], "application/x-gzip"),
        (Array("PK".utf8) + [3, 4], "application/zip"),
    ]
}
