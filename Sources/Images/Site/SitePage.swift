/// A page of the simulated internet: our own words, that say what they are.
struct SitePage: HTTPApp {
    var host: String

    func handle(_ exchange: HTTPExchange) {
        let method = exchange.request.method
        guard method == "GET" || method == "HEAD" else {
            return exchange.respond(status: 405, headers: [HTTPField("Allow", "GET, HEAD")])
        }
        let page = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>\(host)</title>
            </head>
            <body>
            <h1>\(host)</h1>
            <p>This is not the real \(host). It is a stand-in that the Postern sandbox answers with, because the sandbox
            works offline. Its certificate is signed by the sandbox's own authority.</p>
            </body>
            </html>

            """
        exchange.respond(headers: [HTTPField("Content-Type", "text/html; charset=utf-8")], body: page.utf8)
    }
}
