/// The documents that httpbin hands out. They are our own: nobody's tests read more of them than their kind.
enum HTTPBinPages {
    static func index(title: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>\(title)</title></head>
        <body>
        <h1>\(title)</h1>
        <p>A request and response service, simulated inside a Postern sandbox. Try
        <a href="/get">/get</a>, <a href="/headers">/headers</a>, <a href="/ip">/ip</a>,
        <a href="/status/418">/status/418</a> or <a href="/delay/1">/delay/1</a>.</p>
        </body>
        </html>

        """
    }

    static let story = """
        <!DOCTYPE html>
        <html>
        <head><title>The postern</title></head>
        <body>
        <h1>The postern</h1>
        <p>Every castle has its great gate, and somewhere behind the stables a small door that the cooks use. The great
        gate is where the trumpets are; the small door is how anything ever gets in.</p>
        </body>
        </html>

        """

    static let form = """
        <!DOCTYPE html>
        <html>
        <head><title>Form</title></head>
        <body>
        <form method="post" action="/post">
        <p><label>Name <input name="name"></label></p>
        <p><label>Comments <textarea name="comments"></textarea></label></p>
        <p><button>Send</button></p>
        </form>
        </body>
        </html>

        """

    static let utf8 = """
        <!DOCTYPE html>
        <html>
        <head><meta charset="utf-8"><title>UTF-8</title></head>
        <body><p>Grüße · Здравствуй · γειά σου · こんにちは · 你好 · 안녕 · שלום · مرحبا · ½ ≠ √2 ∈ ℝ · 🚪</p></body>
        </html>

        """

    static let xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <slideshow title="Sample" author="Postern">
          <slide type="all"><title>One</title></slide>
          <slide type="all"><title>Two</title><item>first</item><item>second</item></slide>
        </slideshow>

        """

    static let sample = GoJSON.object([
        (
            "slideshow",
            .object([
                ("author", .string("Postern")), ("date", .string("today")),
                (
                    "slides",
                    .array([
                        .object([("title", .string("One")), ("type", .string("all"))]),
                        .object([
                            ("items", .strings(["first", "second"])), ("title", .string("Two")), ("type", .string("all")),
                        ]),
                    ])
                ),
                ("title", .string("Sample")),
            ])
        )
    ])

    static let svg = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M2 8V3a2 2 0 0 1 4 0v5z"/></svg>

        """

    /// One black pixel.
    static let png = Base64.decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==") ?? []
}
