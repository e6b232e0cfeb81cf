using Loschmidt.Experiments;
using Loschmidt.Experiments.Training;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Hosting;

/// <summary>Turns what goes wrong in an answer into a status and one line.</summary>
internal static class Refusals
{
    /// <summary>Middleware around everything else.</summary>
    public static async Task Answer(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is listening any more.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Reply.Refuse(context, e.StatusCode, e.Message).ConfigureAwait(false);
        }
        catch (InputException e) when (!context.Response.HasStarted)
        {
            await Reply.Refuse(context, StatusCodes.Status400BadRequest, e.Message).ConfigureAwait(false);
        }
        catch (NonFiniteException e) when (!context.Response.HasStarted)
        {
            await Reply.Refuse(context, StatusCodes.Status422UnprocessableEntity, e.Message).ConfigureAwait(false);
        }
    }
}
