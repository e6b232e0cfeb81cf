using System.Globalization;

namespace Loschmidt.Experiments.Runs;

/// <summary>Tells whether a run changed since it was read, from sizes and times of the files that decide.</summary>
/// <remarks>Signatures are compared for equality, never for order, so that a clock that was set changes nothing.</remarks>
/// <param name="Text">The signature; empty equals no other, so that the run is read again.</param>
/// <param name="Running">Whether a process holds the run's lock.</param>
internal readonly record struct RunSignature(string Text, bool Running)
{
    // Twice the coarsest time of a file system: a file that changes twice within one tick keeps its time, and maybe its size.
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(4);

    private static readonly string[] Files =
        [RunFolder.ExperimentFileName, RunFolder.MetricsFileName, RunFolder.ResultFileName];

    // What another build makes of the same files may differ.
    private static readonly string Reader =
        typeof(RunSignature).Module.ModuleVersionId.ToString("N", CultureInfo.InvariantCulture);

    /// <summary>The signature of a folder as it is now; take it before reading the folder.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="now">The time by the clock that gives files their times.</param>
    public static RunSignature Of(string folder, DateTime now)
    {
        var text = new System.Text.StringBuilder(Reader, 128);
        var young = false;
        foreach (var name in Files)
        {
            var file = new FileInfo(Path.Combine(folder, name));
            text.Append('|');
            if ((int)file.Attributes != -1)
            {
                var written = file.LastWriteTimeUtc;
                var size = file.Exists ? file.Length : -1;
                text.Append(CultureInfo.InvariantCulture, $"{size}:{written.Ticks}");
                young |= (now - written).Duration() < Young;
            }
        }

        var held = File.Exists(Path.Combine(folder, RunLock.FileName)) && RunLock.IsHeld(folder);
        if (held)
            text.Append("|held");
        return new RunSignature(young ? "" : text.ToString(), held);
    }
}
