using System.Collections.Frozen;
using System.Text;

namespace Loschmidt.Tests.Studio;

/// <summary>Requests that nobody means well with, and the status that each is answered with. <c>PORT</c> stands for the server's.</summary>
internal static class HostileRequests
{
    private const string Host = "Host: 127.0.0.1:PORT\r\n";
    private const string Document = "{\"name\":\"a\",\"version\":\"1\",\"pages\":true,\"trains\":true}";

    /// <summary>All of them by name.</summary>
    public static FrozenDictionary<string, (int Status, string Request)> All { get; } = Everything()
        .ToFrozenDictionary(each => each.Name, each => (each.Status, each.Request), StringComparer.Ordinal);

    /// <summary>A request with a JSON document and further headers.</summary>
    public static string Post(string path, string body = Document, string headers = "Content-Type: application/json\r\n") =>
        $"POST {path} HTTP/1.1\r\n{Host}{headers}Content-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>A request for a path.</summary>
    public static string Get(string target, string headers = Host) => $"GET {target} HTTP/1.1\r\n{headers}\r\n";

    private static IEnumerable<(string Name, int Status, string Request)> Everything() =>
        [.. Paths(), .. Files(), .. Names(), .. Pages(), .. Documents(), .. Methods(), .. Bodies(), .. Heads()];

    /// <summary>Ways out of a folder through the path.</summary>
    private static IEnumerable<(string, int, string)> Paths()
    {
        string[] escapes =
        [
            "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "%2E%2E%2Fetc", "..%252f..%252fetc/passwd",
            "%252e%252e%252fetc", "..%25252fetc", @"..\..\windows\win.ini", "..%5c..%5cwindows", "..%255c..%255cwindows", "....//....//etc/passwd",
            "..;/..;/etc/passwd", "%c0%ae%c0%ae/%c0%ae%c0%ae/etc", "..%c0%af..%c0%afetc", "..%c1%9c..", "%00", "index.html%00.png", "./index.html",
            "a/./b", "a//b", "%u002e%u002e/etc", "..%ef%bc%8fetc", "C:/windows", "file:///etc/passwd", "%2f%2fetc", "..", "a/..", "$(id)", "%0d%0aX: y",
        ];
        return from prefix in (string[])["/", "/assets/", "/api/", "/runs/"]
               from escape in escapes
               select ($"path {prefix}{escape}", 400, Get(prefix + escape));
    }

    /// <summary>Ways out of the folder of runs through a run's name and a file's.</summary>
    private static IEnumerable<(string, int, string)> Files()
    {
        foreach (var path in (string[])
        [
            "../secret.txt", "..%2fsecret.txt", "%2e%2e%2f%2e%2e%2fsecret.txt", "..%252fsecret.txt", "/etc/passwd", "%2fetc%2fpasswd", "..%5csecret.txt",
            "figures/../../../secret.txt", "figures/..%2f..%2f..%2fsecret.txt", ".hidden", "figures/.hidden", "", "/", "experiment.yaml/",
            "experiment.yaml%00.png", "C:%5csecret.txt", "experiment.yaml::$DATA", "metrics.jsonl.tmp-123", "%0aexperiment.yaml", "experiment.yaml%20",
            "experiment.yaml.", "figures//cost.svg", "./experiment.yaml", "*", "%7f", new string('a', 300),
        ])
            yield return ($"file {path}", 400, Get($"/api/test/file?run={StudioPlace.Run}&path={path}"));
        foreach (var path in (string[])["link-out.txt", "link-up.txt", "link-folder/experiment.yaml", "link-circle", "figures", "CON", "nothing.txt", "%c0%ae%c0%ae"])
            yield return ($"file {path}", 404, Get($"/api/test/file?run={StudioPlace.Run}&path={path}"));
        foreach (var run in (string[])
        [
            "..", ".", "", "/", "../runs", "%2e%2e", "%2e%2e%2foutside", $"{StudioPlace.Run}/../{StudioPlace.Run}", $"{StudioPlace.Job}/more", "/etc", "%2fetc",
            "x%00", $"{StudioPlace.Run}%5c..", ".removed-1", "a%0ab", "C:",
        ])
            yield return ($"run {run}", 400, Get($"/api/test/file?run={run}&path=experiment.yaml"));
        foreach (var run in (string[])["outside-link", "latest", "2026", StudioPlace.Run[..^1], StudioPlace.Job + "x", "nothing", "a/b"])
            yield return ($"run {run}", 404, Get($"/api/test/file?run={run}&path=experiment.yaml"));
        yield return ("file without a name", 400, Get($"/api/test/file?run={StudioPlace.Run}"));
        yield return ("file without a run", 400, Get("/api/test/file?path=experiment.yaml"));
        yield return ("file of two runs", 400, Get($"/api/test/file?run={StudioPlace.Run}&run=..&path=experiment.yaml"));
    }

    /// <summary>Names that are not ours, as a page sees to whose own name was pointed at this computer.</summary>
    private static IEnumerable<(string, int, string)> Names()
    {
        foreach (var name in (string[])
        [
            "evil.example", "evil.example:PORT", "127.0.0.1.evil.example:PORT", "localhost.evil.example", "evil-localhost", "127.1:PORT", "0x7f.0.0.1", "2130706433",
            "017700000001", "0.0.0.0:PORT", "10.0.0.1", "192.168.1.1:PORT", "[::ffff:10.0.0.1]", "169.254.169.254", "localhost.", "", "1.1.1.1:PORT",
        ])
        {
            yield return ($"host '{name}'", 421, Get("/", $"Host: {name}\r\n"));
            yield return ($"host '{name}' of the interface", 421, Get("/api/about", $"Host: {name}\r\n"));
        }

        yield return ("a host that is every address", 400, Get("/", "Host: [::]\r\n"));
        yield return ("no host", 400, Get("/", ""));
        yield return ("no host, old", 421, "GET / HTTP/1.0\r\n\r\n");
        yield return ("two hosts", 400, Get("/", Host + "Host: evil.example\r\n"));
        yield return ("a list of hosts", 400, Get("/", "Host: 127.0.0.1, evil.example\r\n"));
        yield return ("a host with a user", 400, Get("/", "Host: 127.0.0.1@evil.example\r\n"));
        yield return ("a host with a path", 400, Get("/", "Host: 127.0.0.1/evil\r\n"));
        yield return ("a proxy's request", 400, Get("http://evil.example/", "Host: evil.example\r\n"));
        yield return ("a proxy's request for us", 400, Get("http://127.0.0.1:PORT/"));
        yield return ("a forwarded host", 421, Get("/", "Host: evil.example\r\nX-Forwarded-Host: 127.0.0.1\r\n"));
    }

    /// <summary>Pages of others that ask.</summary>
    private static IEnumerable<(string, int, string)> Pages()
    {
        const string Json = "Content-Type: application/json\r\n";
        foreach (var origin in (string[])
        [
            "null", "http://evil.example", "https://127.0.0.1:PORT", "http://127.0.0.1:1", "http://127.0.0.1", "http://localhost:PORT", "file://",
            "http://127.0.0.1:PORT.evil.example", "http://127.0.0.1:PORT/", "http://127.0.0.1:PORT, http://evil.example", "",
        ])
            yield return ($"a post of '{origin}'", 403, Post("/api/test/echo", headers: $"{Json}Origin: {origin}\r\n"));
        foreach (var site in (string[])["cross-site", "same-site", "none", "anything", "same-origin, cross-site", ""])
            yield return ($"a post, {site}", 403, Post("/api/test/echo", headers: $"{Json}Sec-Fetch-Site: {site}\r\n"));
        foreach (var site in (string[])["cross-site", "same-site", "anything"])
            yield return ($"a question, {site}", 403, Get("/api/about", $"{Host}Sec-Fetch-Site: {site}\r\n"));
        yield return ("a question of another page", 403, Get("/api/about", Host + "Origin: http://evil.example\r\n"));
        yield return ("a page that another page fetches", 403, Get("/", Host + "Origin: http://evil.example\r\n"));
        yield return ("two origins", 403, Post("/api/test/echo", headers: $"{Json}Origin: http://127.0.0.1:PORT\r\nOrigin: http://evil.example\r\n"));
        yield return ("two sites", 403, Post("/api/test/echo", headers: $"{Json}Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n"));
        yield return ("right origin, wrong site", 403, Post("/api/test/echo", headers: $"{Json}Origin: http://127.0.0.1:PORT\r\nSec-Fetch-Site: cross-site\r\n"));
        yield return ("a form of another page", 403, Post("/api/test/echo", "a=b", "Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://evil.example\r\n"));
        yield return ("a preflight", 405, $"OPTIONS /api/test/echo HTTP/1.1\r\n{Host}Access-Control-Request-Method: POST\r\n\r\n");
    }

    /// <summary>Bodies that forms can send without asking, and others that are no JSON document.</summary>
    private static IEnumerable<(string, int, string)> Documents()
    {
        foreach (var type in (string[])
        [
            "text/plain", "text/plain; application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16",
            "application/json; charset=utf-7", "application/json, text/plain", "application/jsonp", "application/json5", "application/json; a=b", "application/xml", "", "json", "*/*",
            "text/json", "application/problem+json",
        ])
            yield return ($"type '{type}'", 415, Post("/api/test/echo", headers: $"Content-Type: {type}\r\n"));
        yield return ("no type", 415, Post("/api/test/echo", headers: ""));
        yield return ("no type, no body", 415, Post("/api/test/echo", "", ""));
        yield return ("two types", 415, Post("/api/test/echo", headers: "Content-Type: application/json\r\nContent-Type: text/plain\r\n"));
        foreach (var coding in (string[])["gzip", "br", "identity"])
            yield return ($"packed by {coding}", 415, Post("/api/test/echo", headers: $"Content-Type: application/json\r\nContent-Encoding: {coding}\r\n"));
        foreach (var (name, body) in new (string, string)[]
        {
            ("nothing", ""), ("null", "null"), ("half", Document[..^3]), ("two", Document + Document), ("a list", "[]"), ("a number", "1"), ("a text", "\"x\""), ("no JSON", "name=a"),
            ("deep", new string('[', 100_000)), ("deep inside", "{\"name\":" + new string('[', 100_000)), ("bytes", "{\"name\":\"\u00ff\u00fe\"}"), ("NUL", "\0\0\0"), ("a wrong type", "{\"name\":{}}"),
            ("a long number", "{\"pages\":" + new string('9', 10_000) + "}"),
        })
            yield return ($"document: {name}", 400, Post("/api/test/echo", body));
    }

    private static IEnumerable<(string, int, string)> Methods()
    {
        foreach (var method in (string[])["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "FOO", "BREW", "MKCOL", "PURGE"])
            yield return ($"method {method}", 405, $"{method} /api/about HTTP/1.1\r\n{Host}\r\n");
        yield return ("CONNECT", 400, "CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\n");
        yield return ("OPTIONS *", 400, $"OPTIONS * HTTP/1.1\r\n{Host}\r\n");
        yield return ("a page is posted to", 405, Post("/"));
        yield return ("an asset is posted to", 405, Post("/assets/index-abc.js"));
        yield return ("a question is posted", 404, Post("/api/about"));
        yield return ("a post is asked for", 404, Get("/api/test/echo"));
        yield return ("a method in a header", 404, Get("/api/test/echo", Host + "X-HTTP-Method-Override: POST\r\n"));
        yield return ("an upgrade", 200, Get("/api/about", Host + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"));
    }

    /// <summary>Bodies that are too large, or end where nobody can tell.</summary>
    private static IEnumerable<(string, int, string)> Bodies()
    {
        foreach (var (length, status) in ((string, int)[])
            [("1048577", 413), ("1000000000", 413), ("9223372036854775807", 413), ("99999999999999999999", 400), ("-1", 400), ("0x10", 400), ("5 5", 400), ("", 400), ("1e3", 400)])
            yield return ($"length '{length}'", status, $"POST /api/test/echo HTTP/1.1\r\n{Host}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{{}}");
        foreach (var (name, status, body) in ((string, int, string)[])
        [
            ("of no size", 400, "zz\r\n{}\r\n0\r\n\r\n"), ("of negative size", 400, "-2\r\n{}\r\n0\r\n\r\n"), ("of endless size", 400, "fffffffffffffffff\r\n{}"),
            ("that is too large", 413, "180000\r\n" + new string(' ', 0x180000) + "\r\n0\r\n\r\n"), ("without an end", 400, "2\r\n{}xx0\r\n\r\n"),
        ])
            yield return ($"a chunk {name}", status, $"POST /api/test/echo HTTP/1.1\r\n{Host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{body}");
        yield return ("many small chunks", 413, $"POST /api/test/echo HTTP/1.1\r\n{Host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + new StringBuilder().Insert(0, "400\r\n" + new string(' ', 1024) + "\r\n", 1100).Append("0\r\n\r\n"));
        foreach (var coding in (string[])["gzip", "identity", "xchunked", "chunked, gzip"])
            yield return ($"transfer by {coding}", 400, $"POST /api/test/echo HTTP/1.1\r\n{Host}Content-Type: application/json\r\nTransfer-Encoding: {coding}\r\n\r\n{Document}");
        yield return ("two lengths", 400, $"POST /api/test/echo HTTP/1.1\r\n{Host}Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}");
        yield return ("a post without a length", 400, $"POST /api/test/echo HTTP/1.1\r\n{Host}Content-Type: application/json\r\n\r\n");
        yield return ("a question with a body", 400, $"GET /api/about HTTP/1.1\r\n{Host}Content-Length: 2\r\n\r\n{{}}");
        yield return ("a question with chunks", 400, $"GET /api/about HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n");
    }

    /// <summary>First lines and headers.</summary>
    private static IEnumerable<(string, int, string)> Heads()
    {
        yield return ("a long line", 414, Get("/?" + new string('a', 9000)));
        yield return ("a long path", 414, Get("/" + new string('a', 9000)));
        yield return ("a long header", 431, Get("/", $"{Host}X: {new string('a', 20_000)}\r\n"));
        yield return ("a long name of a header", 431, Get("/", $"{Host}{new string('a', 20_000)}: x\r\n"));
        yield return ("many headers", 431, Get("/", Host + string.Concat(Enumerable.Range(0, 100).Select(i => $"X{i}: y\r\n"))));
        yield return ("a header without a colon", 400, Get("/", Host + "X\r\n"));
        yield return ("a header without a name", 400, Get("/", Host + ": y\r\n"));
        yield return ("a header with a gap", 400, Get("/", Host + "X : y\r\n"));
        yield return ("a folded header", 400, Get("/", Host + "X: y\r\n z\r\n"));
        yield return ("a header with NUL", 400, Get("/", Host + "X: \0\r\n"));
        yield return ("a header with a return", 400, Get("/", Host + "X: a\rb\r\n"));
        yield return ("a line with NUL", 400, Get("/\0"));
        yield return ("a line with letters beyond ASCII", 400, Get("/\u00e9"));
        yield return ("a line in three versions", 400, "GET / HTTP/1.1 HTTP/1.1\r\n" + Host + "\r\n");
        yield return ("no method", 400, " / HTTP/1.1\r\n" + Host + "\r\n");
        yield return ("no target", 400, "GET  HTTP/1.1\r\n" + Host + "\r\n");
        yield return ("no version", 400, "GET /\r\n" + Host + "\r\n");
        yield return ("a target without a slash", 405, "GET index.html HTTP/1.1\r\n" + Host + "\r\n");
        yield return ("version 1.2", 505, "GET / HTTP/1.2\r\n" + Host + "\r\n");
        yield return ("version 3", 505, "GET / HTTP/3.0\r\n" + Host + "\r\n");
        yield return ("the second version's greeting", 0, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        yield return ("another protocol", 400, "SSH-2.0-OpenSSH_9.2\r\n\r\n");
        yield return ("a secured greeting", 400, "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003" + new string('\u0007', 500) + "\r\n\r\n");
        yield return ("noise", 400, new string('\u00ff', 1000) + "\r\n\r\n");
        yield return ("NUL in the query", 400, Get("/echo?machine=%00"));
    }
}
