using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Security;

/// <summary>Looks at every request before anything else does.</summary>
internal sealed class Gate(long largestBody)
{
    /// <summary>Middleware: headers for the answer, then the rules, cheapest first.</summary>
    public Task Answer(HttpContext context, RequestDelegate next)
    {
        AnswerHeaders.Write(context);
        if (TargetRules.Problem(context) is { } problem)
            return Refuse(context, StatusCodes.Status400BadRequest, problem);
        if (!HostRules.Knows(context))
            return Refuse(context, StatusCodes.Status421MisdirectedRequest, "this server is not called so; open it by the address that it printed");
        if (!OriginRules.Allows(context.Request))
            return Refuse(context, StatusCodes.Status403Forbidden, "another site's page asks; only the studio's own pages may");
        if (BodyRules.Problem(context, largestBody) is var (status, message))
            return Refuse(context, status, message);
        return next(context);
    }

    private static Task Refuse(HttpContext context, int status, string message)
    {
        // What was not read of the request would be taken for the next one.
        context.Response.Headers.Connection = "close";
        if (status == StatusCodes.Status405MethodNotAllowed)
            context.Response.Headers.Allow = "GET, HEAD, POST";
        return Reply.Refuse(context, status, message);
    }
}
