using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Security;

/// <summary>What every answer tells the browser: run our own scripts alone, tell nobody, be framed by nobody.</summary>
internal static class AnswerHeaders
{
    // Styles inline: plots and fields set sizes and colours of their elements.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; form-action 'self'; object-src 'none'; base-uri 'none'";

    /// <summary>Writes them; an answer with content of strangers replaces the policy by a stricter one.</summary>
    public static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
