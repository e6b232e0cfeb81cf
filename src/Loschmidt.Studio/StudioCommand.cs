using Loschmidt.Studio.Hosting;
using Loschmidt.Studio.Pages;
using Loschmidt.Studio.Security;

namespace Loschmidt.Studio;

/// <summary><c>loschmidt studio</c>: pages found or built, server started, until somebody stops it.</summary>
public static class StudioCommand
{
    /// <summary>Serves the studio.</summary>
    /// <param name="options">What was asked for; pages and the command that starts trainings are filled in here.</param>
    /// <param name="ready">Told once, when it listens.</param>
    /// <param name="say">Told what is being done, and what is missing.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="StudioException">The options contradict each other, or the port is taken.</exception>
    public static void Run(StudioOptions options, Action<StudioReady> ready, Action<string> say, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ready);
        ArgumentNullException.ThrowIfNull(say);
        ListenRules.Check(options.Address, options.Token); // before anything is built
        var pages = options.Pages is { } given ? new PageFolder(given, null) : PageBuilder.Find(say, cancellation);
        if (pages.Reason is { } reason)
            say($"studio: {reason} Everything else works.");
        options = options with { Pages = pages.Folder, WithoutPages = pages.Reason, Self = options.Self ?? Myself() };
        RunAsync(options, ready, cancellation).GetAwaiter().GetResult();
    }

    private static async Task RunAsync(StudioOptions options, Action<StudioReady> ready, CancellationToken cancellation)
    {
        var host = await StudioHost.StartAsync(options, cancellation).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            ready(new StudioReady(host.Address, Path.GetFullPath(options.Runs), options.Pages is not null, options.Token is not null, Environment.ProcessId));
            await host.RunAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>This program and, where it is run by <c>dotnet</c>, the assembly it was told to run.</summary>
    private static IReadOnlyList<string>? Myself() => Environment.ProcessPath is not { } program ? null
        : Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Environment.GetCommandLineArgs()[0]] : [program];
}
