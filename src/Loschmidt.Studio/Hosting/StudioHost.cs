using Loschmidt.Studio.Forms;
using Loschmidt.Studio.Jobs;
using Loschmidt.Studio.Pages;
using Loschmidt.Studio.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loschmidt.Studio.Hosting;

/// <summary>The studio's server: started, listening, and stopped with its last request answered.</summary>
public sealed class StudioHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private StudioHost(WebApplication application) => _application = application;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:16180</c>.</summary>
    public Uri Address => new(
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts listening.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="cancellation">Ends the start, not the server.</param>
    /// <exception cref="StudioException">The port is taken, or the options contradict each other.</exception>
    public static async Task<StudioHost> StartAsync(StudioOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.Address, options.Port));
        var application = builder.Build();
        application.Use(Refusals.Answer);
        FormsEndpoints.Map(application, options);
        JobsEndpoints.Map(application, options);
        PageFiles.Map(application, options);
        ReportsEndpoints.Map(application, options);
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new StudioException(
                $"port {options.Port} of {options.Address} cannot be listened on ({e.Message.TrimEnd('.')}); --port names another, 0 takes any free one", e);
        }

        return new StudioHost(application);
    }

    /// <summary>Waits until somebody cancels, then lets requests in hand finish.</summary>
    /// <param name="cancellation">Asks it to stop.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await _application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
