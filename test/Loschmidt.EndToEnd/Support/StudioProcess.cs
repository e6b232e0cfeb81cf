using System.Diagnostics;

namespace Loschmidt.EndToEnd.Support;

/// <summary>One <c>loschmidt studio</c> for a class of tests, with a folder of small finished runs.</summary>
public sealed class StudioProcess : IDisposable
{
    // The first start builds the pages, which fetches their packages.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly string[][] Trainings =
    [
        ["pinball", "--steps", "40", "--set", "training.evaluateEvery=10"],
        ["ring", "--steps", "40", "--seed", "3", "--set", "training.evaluateEvery=10"],
        ["xor", "--steps", "5", "--set", "machine.lattice.rows=40", "--set", "machine.lattice.columns=20", "--set", "training.evaluateEvery=1"],
    ];

    private readonly Workplace _place = new();
    private readonly Lazy<Process> _studio;
    private string _address = "";

    public StudioProcess() => _studio = new(Start);

    /// <summary>Where it listens; started when first asked for.</summary>
    public string Address
    {
        get
        {
            _studio.Value.HasExited.ShouldBeFalse("the studio has ended");
            return _address;
        }
    }

    /// <summary>The folder of its runs.</summary>
    public string Runs => _place.Runs;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_studio.IsValueCreated)
        {
            _studio.Value.Kill(entireProcessTree: true);
            _studio.Value.WaitForExit();
            _studio.Value.Dispose();
        }

        _place.Dispose();
    }

    private Process Start()
    {
        foreach (var training in Trainings)
            Launcher.Loschmidt(["train", .. training, "--runs", Runs]).ShouldSucceed();

        var start = new ProcessStartInfo("dotnet", [Checkout.CommandLine, "studio", "--port", "0", "--runs", Runs])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = _place.Root,
        };
        var studio = new Process { StartInfo = start };
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = "";
        studio.ErrorDataReceived += (_, line) =>
        {
            said += line.Data + "\n";
            if (line.Data is null)
                listening.TrySetException(new InvalidOperationException("the studio did not start: " + said));
            else if (line.Data.StartsWith("studio: http", StringComparison.Ordinal))
                listening.TrySetResult(line.Data.Split(' ')[1]);
        };
        studio.Start();
        studio.BeginErrorReadLine();
        try
        {
            _address = listening.Task.WaitAsync(Patience).GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            studio.Kill(entireProcessTree: true);
            throw;
        }

        return studio;
    }
}
