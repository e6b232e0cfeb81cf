using Loschmidt.Studio.Hosting;
using Loschmidt.Studio.Pages;

namespace Loschmidt.Studio;

/// <summary><c>loschmidt studio</c>: pages found or built, server started, until somebody stops it.</summary>
public static class StudioCommand
{
    /// <summary>Serves the studio.</summary>
    /// <param name="options">What was asked for; pages and the command that starts trainings are filled in here.</param>
    /// <param name="say">Told where it listens, and what is missing.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="StudioException">The options contradict each other, or the port is taken.</exception>
    public static void Run(StudioOptions options, Action<string> say, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(say);
        RunAsync(options with { Pages = options.Pages ?? PageBuilder.Find(say), Self = options.Self ?? Myself() }, say, cancellation)
            .GetAwaiter().GetResult();
    }

    private static async Task RunAsync(StudioOptions options, Action<string> say, CancellationToken cancellation)
    {
        var host = await StudioHost.StartAsync(options, cancellation).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            say($"studio: {host.Address} (Ctrl-C ends it; trainings that it started go on)");
            await host.RunAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>This program and, where it is run by <c>dotnet</c>, the assembly it was told to run.</summary>
    private static IReadOnlyList<string>? Myself() => Environment.ProcessPath is not { } program ? null
        : Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Environment.GetCommandLineArgs()[0]] : [program];
}
