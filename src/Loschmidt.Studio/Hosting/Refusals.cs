using System.Text.Json;
using Loschmidt.Experiments;
using Loschmidt.Experiments.Training;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Hosting;

/// <summary>Turns what goes wrong in an answer into a status and one line.</summary>
internal static class Refusals
{
    /// <summary>Middleware around everything else.</summary>
    public static async Task Answer(HttpContext context, RequestDelegate next)
    {
        var gone = context.RequestAborted;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionResetException or ConnectionAbortedException)
        {
            // Nobody is listening any more, or nobody is to be answered any more.
            if (!gone.IsCancellationRequested && !context.Response.HasStarted)
                await Reply.Refuse(context, StatusCodes.Status503ServiceUnavailable, "the studio is stopping").ConfigureAwait(false);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var (status, message) = Of(e);
            await Reply.Refuse(context, status, message).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Half an answer must not look like a whole one.
            Remember(e);
            context.Abort();
        }
    }

    private static (int Status, string Message) Of(Exception e)
    {
        switch (e)
        {
            case RefusedException refused:
                return (refused.Status, refused.Message);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return (StatusCodes.Status413PayloadTooLarge, "the request's body is larger than 1 MiB");
            case BadHttpRequestException bad:
                return (bad.StatusCode, bad.Message);
            case InputException:
                return (StatusCodes.Status400BadRequest, e.Message);
            case JsonException:
                return (StatusCodes.Status400BadRequest, $"the body is not the JSON that is expected here ({e.Message})");
            case NonFiniteException:
                return (StatusCodes.Status422UnprocessableEntity, e.Message);
            default:
                Remember(e);
                return (StatusCodes.Status500InternalServerError, $"{e.Message} (LOSCHMIDT_DEBUG=1 shows where, in the studio's terminal)");
        }
    }

    private static void Remember(Exception e)
    {
        if (Environment.GetEnvironmentVariable("LOSCHMIDT_DEBUG") == "1")
            Console.Error.WriteLine(e);
    }
}
