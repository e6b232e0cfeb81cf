using System.Diagnostics;

namespace Loschmidt.Benchmarks;

/// <summary>Where the peers are and how they are built.</summary>
internal static class Peers
{
    /// <summary>The interpreter that has NumPy, SciPy and PyTorch.</summary>
    public const string Python = "/usr/bin/python3";

    private static string Folder => Path.Combine(Host.BenchmarkFolder(), "peers");

    /// <summary>A peer written in Python.</summary>
    public static PeerProcess StartScript(string name, params string[] arguments) =>
        new(Python, [Path.Combine(Folder, name), .. arguments]);

    /// <summary>A peer written in C.</summary>
    public static PeerProcess StartProgram(string name, params string[] arguments) =>
        new(Path.Combine(Folder, "build", name), arguments);

    /// <summary>This program again, as a peer.</summary>
    public static PeerProcess StartSelf(params string[] arguments)
    {
        var start = SelfStart(arguments);
        return new(start.FileName, [.. start.ArgumentList]);
    }

    /// <summary>How this program is started again.</summary>
    public static ProcessStartInfo SelfStart(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Peers).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>Compiles the peers written in C.</summary>
    /// <exception cref="InvalidOperationException">They do not compile.</exception>
    public static void Build()
    {
        using var make = Process.Start(new ProcessStartInfo("make", ["--silent", "-C", Folder]))
            ?? throw new InvalidOperationException("cannot start make");
        make.WaitForExit();
        if (make.ExitCode != 0)
        {
            throw new InvalidOperationException("the C peers do not compile: see benchmark/peers/README.md");
        }
    }
}
