using System.Globalization;
using System.Text;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Runs;

/// <summary>Tells cheaply whether anything in the list of runs may have changed: sizes and times of the files that decide, and who is at work.</summary>
/// <remarks>No file is opened but the locks of runs that have one.</remarks>
internal static class RunsSignature
{
    private static readonly string[] RunParts =
        [RunFolder.ExperimentFileName, RunFolder.MetricsFileName, RunFolder.ResultFileName, RunTags.FileName];

    private static readonly string[] SweepParts = [RunPlace.SweepFileName, SweepState.FileName, RunTags.FileName];

    /// <summary>The signature of everything in a folder of runs.</summary>
    /// <exception cref="RunException">The folder cannot be read.</exception>
    public static string Of(string root)
    {
        var text = new StringBuilder();
        foreach (var place in RunPlace.In(root))
        {
            text.Append(place.Name);
            var isSweep = place.Kind == RunPlaceKind.Sweep;
            foreach (var part in isSweep ? SweepParts : RunParts)
            {
                var file = new FileInfo(Path.Combine(place.Path, part));
                text.Append('|');
                if (file.Exists)
                    text.Append(CultureInfo.InvariantCulture, $"{file.Length}:{file.LastWriteTimeUtc.Ticks}");
            }

            if (!isSweep && File.Exists(Path.Combine(place.Path, RunLock.FileName)) && RunLock.IsHeld(place.Path))
                text.Append("|held");
            text.Append('\n');
        }

        return text.ToString();
    }
}
