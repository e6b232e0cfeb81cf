using System.Net.Sockets;
using Loschmidt.Studio.Forms;
using Loschmidt.Studio.Jobs;
using Loschmidt.Studio.Lab;
using Loschmidt.Studio.Pages;
using Loschmidt.Studio.Reports;
using Loschmidt.Studio.Runs;
using Loschmidt.Studio.Scattering;
using Loschmidt.Studio.Security;
using Loschmidt.Studio.Sequences;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Loschmidt.Studio.Hosting;

/// <summary>The studio's server: started, listening, and stopped within a second.</summary>
public sealed class StudioHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private StudioHost(WebApplication application) => _application = application;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:16180</c>; loopback where it listens on every address.</summary>
    public Uri Address
    {
        get
        {
            var address = new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            return address.Host is "0.0.0.0" or "[::]" ? new UriBuilder(address) { Host = address.HostNameType == UriHostNameType.IPv6 ? "[::1]" : "127.0.0.1" }.Uri : address;
        }
    }

    /// <summary>Starts listening.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="cancellation">Ends the start, not the server.</param>
    /// <exception cref="StudioException">The port is taken, or the options contradict each other.</exception>
    public static Task<StudioHost> StartAsync(StudioOptions options, CancellationToken cancellation) =>
        StartAsync(options, new StudioLimits(), null, cancellation);

    /// <summary>The same with other limits, and with further endpoints behind the same gate.</summary>
    internal static async Task<StudioHost> StartAsync(
        StudioOptions options, StudioLimits limits, Action<WebApplication>? more, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ListenRules.Check(options.Address, options.Token);
        var application = Build(options, limits);
        Map(application, options);
        more?.Invoke(application);
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            var reason = (e.GetBaseException() as SocketException)?.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "somebody listens there, perhaps another studio",
                SocketError.AddressNotAvailable => "this computer has no such address; --listen names another",
                SocketError.AccessDenied => "the system keeps ports below 1024 to itself",
                _ => e.Message.TrimEnd('.'),
            };
            throw new StudioException($"port {options.Port} of {options.Address} cannot be listened on: {reason}; --port names another, 0 takes any free one", e);
        }

        return new StudioHost(application);
    }

    /// <summary>Waits until somebody cancels, then ends streams at once and lets other requests in hand finish for a moment.</summary>
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

    // Empty: with the usual builder a variable or a settings file in the working folder could add an address to listen on.
    private static WebApplication Build(StudioOptions options, StudioLimits limits)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listening.Configure(kestrel, options, limits));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = limits.Leaving);
        var application = builder.Build();
        application.Use(Refusals.Answer);
        application.Use(new Gate(limits.Body).Answer);
        if (options.Token is { } token)
            application.Use(new TokenGate(token, TimeProvider.System).Answer);
        application.UseRouting();
        application.Use(new StreamSlots(limits.Streams, application.Lifetime.ApplicationStopping).Answer);
        return application;
    }

    private static void Map(WebApplication application, StudioOptions options)
    {
        AboutEndpoints.Map(application, options);
        FormsEndpoints.Map(application, options);
        JobsEndpoints.Map(application, options);
        LabEndpoints.Map(application, options);
        PageFiles.Map(application, options);
        ReportsEndpoints.Map(application, options);
        RunsEndpoints.Map(application, options);
        ScatteringEndpoints.Map(application, options);
        SequencesEndpoints.Map(application, options);
    }

    /// <summary>Signals are the program's: the usual lifetime would swallow the second one, which ends it at once.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
