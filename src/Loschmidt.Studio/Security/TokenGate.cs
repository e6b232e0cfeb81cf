using System.Net;
using System.Security.Cryptography;
using System.Text;
using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Loschmidt.Studio.Security;

/// <summary>Lets in who brings the token: in a header, in a cookie, or once in the address, which is answered with the cookie.</summary>
internal sealed class TokenGate(string token, TimeProvider clock)
{
    private const string Parameter = "token";
    private const string Scheme = "Bearer ";

    private readonly byte[] _token = Digest(token);

    // Not the token itself: who finds the cookie in a browser has not found what opens the next studio.
    private readonly string _cookie = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "loschmidt studio"u8));
    private readonly Attempts _attempts = new(clock);

    /// <summary>Middleware before everything that has an answer.</summary>
    public Task Answer(HttpContext context, RequestDelegate next)
    {
        // Browsers keep cookies by host, whatever the port: two studios must not overwrite each other's.
        var name = $"loschmidt-{context.Connection.LocalPort}";
        if (context.Request.Cookies[name] is { } cookie && Same(Digest(cookie), Digest(_cookie)) && !context.Request.Query.ContainsKey(Parameter))
            return next(context);
        if (Brought(context.Request) is not { } brought)
            return Refuse(context, StatusCodes.Status401Unauthorized, "a token is needed here: open the address that the studio printed, or send 'Authorization: Bearer TOKEN'");
        var sender = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (_attempts.MustWait(sender))
        {
            context.Response.Headers.RetryAfter = $"{(int)Attempts.Memory.TotalSeconds}";
            return Refuse(context, StatusCodes.Status429TooManyRequests, "too many wrong tokens; wait a little");
        }

        if (!Same(Digest(brought), _token))
        {
            _attempts.Fail(sender);
            return Refuse(context, StatusCodes.Status401Unauthorized, "this token is not the studio's");
        }

        return context.Request.Query.ContainsKey(Parameter) ? Keep(context, name) : next(context);
    }

    /// <summary>The token that a request brings, if it brings one.</summary>
    private static string? Brought(HttpRequest request)
    {
        if (request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return header[Scheme.Length..].Trim();
        return HttpMethods.IsGet(request.Method) && request.Query[Parameter] is [{ } said] ? said : null;
    }

    /// <summary>Hands out the cookie and sends the browser to the same address without the token, which would stay in its history.</summary>
    private Task Keep(HttpContext context, string name)
    {
        context.Response.Cookies.Append(name, _cookie, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
        var rest = context.Request.Query.Where(pair => pair.Key != Parameter).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = context.Request.Path + new QueryBuilder(rest).ToQueryString();
        return Task.CompletedTask;
    }

    private static Task Refuse(HttpContext context, int status, string message)
    {
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return Reply.Refuse(context, status, message);
    }

    // Digests have one length: comparing them takes the same time for every guess.
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static bool Same(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);
}
