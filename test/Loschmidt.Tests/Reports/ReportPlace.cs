using System.Xml.Linq;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Tests.Reports;

/// <summary>A folder where small machines are trained and reported; it goes away with the test.</summary>
internal sealed class ReportPlace : IDisposable
{
    public const string Wave = """
        name: small-wave
        description: "<script>alert(1)</script> & \"quotes\""
        machine:
          kind: wave
          lattice: { columns: 9, rows: 21 }
          steps: 10
        data: { set: xor }
        training:
          estimator: self-learning
          decay: { rate: 0.01, time: complete }
          schedule: { kind: hyperbolic, tau: 10 }
          steps: 12
          sampling: independent
          evaluateEvery: 3

        """;

    public const string Ring = """
        name: small-ring
        description: "<script>alert(1)</script>"
        machine: { kind: ring, sites: 8, duration: 1, steps: 10, inputSites: [0, 3], outputSites: [2, 5] }
        data: { set: pattern, inputs: [[1, -0.5], [0.5, 0.25], [0, 1]], targets: [[0.5, 0], [0, -0.5], [0.25, 0.25]] }
        training: { estimator: echo, optimiser: { kind: adam, rate: 0.02 }, steps: 16, batch: 2, evaluateEvery: 1 }

        """;

    public const string Scatterer = """
        name: small-scatterer
        machine: { kind: scattering, inputs: 2, replication: 2, hidden: [3], outputs: 2, background: 4, offset: 2 }
        data: { set: xor }
        training: { estimator: adjoint, optimiser: { kind: adam, rate: 0.05 }, steps: 40, batch: 4, evaluateEvery: 40 }

        """;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("loschmidt-reports-");

    public string Runs => Path.Combine(_root.FullName, "runs");

    public List<string> Notes { get; } = [];

    public RunFolder Train(string yaml) => RunFolder.Open(TrainCommand.Run(
        new TrainRequest(Write(yaml), false, [], null, null, null, null, null, 1, null, Runs), new Ears(Notes), CancellationToken.None).Folder);

    public SweepFolder Sweep(string yaml) => SweepFolder.Open(SweepCommand.Run(
        new SweepRequest(Write(yaml), false, [], null, null, null, null, null, null, 2, null, Runs, null),
        new Progress<SweepProgress>(), CancellationToken.None).Folder);

    /// <summary>The report of a run or sweep, made now.</summary>
    public XElement Report(string name)
    {
        var file = Path.Combine(_root.FullName, "page.html");
        ReportCommand.Run(new ReportRequest(name, file, 1, null, Runs));
        return Parse(file);
    }

    public string Write(string yaml)
    {
        var file = Path.Combine(_root.FullName, $"{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, yaml);
        return file;
    }

    public static XElement Parse(string file) => XDocument.Parse(File.ReadAllText(file)).Root!;

    public void Dispose() => _root.Delete(recursive: true);

    public sealed class Ears(List<string> notes) : IProgress<TrainProgress>
    {
        public void Report(TrainProgress value)
        {
            if (value.Note is { } note)
                notes.Add(note);
        }
    }
}
