using Loschmidt.Devices.Wire;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Devices.Checks;

/// <summary>A device on the bench: the samples it is tried with, and how often its outputs are read to stand above their noise.</summary>
internal sealed class CheckBench
{
    private const int Samples = 4;
    private const double Amplitude = 1;
    private readonly List<DeviceFinding> _findings = [];
    private readonly CancellationToken _stop;
    private string? _start;
    private double[]? _loaded;

    public CheckBench(DeviceLine line, ulong seed, CancellationToken stop)
    {
        (Line, _stop) = (line, stop);
        var draw = new RandomStream(seed, "device check");
        Inputs = Draw(draw, 0, Hello.Features, Range("input"));
        var aims = Range("target");
        // One bright answer, which whatever else an injection's cost may be makes brighter; of a single output any number will do.
        Targets = Hello.Targets == 1
            ? Draw(draw, 1, 1, aims)
            : [.. Enumerable.Range(0, Samples).Select(sample => Enumerable.Range(0, Hello.Targets)
                .Select(i => i == sample % Hello.Targets ? Math.Min(1, aims.To) : Math.Max(0, aims.From)).ToArray())];
    }

    public DeviceLine Line { get; }

    public DeviceHello Hello => Line.Hello;

    public double[][] Inputs { get; }

    public double[][] Targets { get; }

    /// <summary>Rms of the outputs about their mean over the samples: what a change is compared with.</summary>
    public double Scale { get; private set; } = 1;

    /// <summary>Standard deviation of one reading.</summary>
    public double Noise { get; private set; }

    /// <summary>Readings averaged in one look at the outputs.</summary>
    public int Readings { get; private set; } = 1;

    /// <summary>Standard deviation of a look, in units of <see cref="Scale"/>.</summary>
    public double LookNoise => Noise / Math.Sqrt(Readings) / Scale;

    public IReadOnlyList<DeviceFinding> Findings => _findings;

    public IEnumerable<string> Faults => _findings.Where(finding => finding.Fault is not null).Select(finding => finding.Fault!);

    public string KindWord => Hello.Kind == DeviceKind.SelfLearning ? "self-learning" : "host-updated";

    public DeviceRange Range(string name) => Hello.Ranges.TryGetValue(name, out var range) ? range : new DeviceRange(-Amplitude, Amplitude);

    public void Add(string name, bool passed, double value, double limit, string words, string fault) =>
        _findings.Add(new DeviceFinding(name, passed, value, limit, words, passed ? null : fault));

    public void Note(string name, double value, string words) => _findings.Add(new DeviceFinding(name, true, value, double.NaN, words));

    /// <summary>Takes the snapshot that <see cref="Rewind"/> goes back to.</summary>
    public void Begin()
    {
        if (Hello.Can(WireVerb.Snapshot) && Hello.Can(WireVerb.Restore))
        {
            _start = Line.Snapshot();
        }

        if (Hello.Can(WireVerb.Theta) && Hello.Can(WireVerb.Load))
        {
            _loaded = Line.Ask(WireAction.Theta)[0];
        }
    }

    /// <summary>Back to where the check began; a device without snapshots goes on as it is.</summary>
    public void Rewind()
    {
        _stop.ThrowIfCancellationRequested();
        if (_start is { } snapshot)
        {
            Line.Restore(snapshot);
        }

        if (_loaded is { } theta)
        {
            Line.Ask(WireAction.Load(theta)); // puts the momenta of a host-updated device to rest
        }
    }

    public WireAction Prepare(int sample) => WireAction.Prepare(Inputs[sample]);

    /// <summary>Verbs that read the outputs <see cref="Readings"/> times.</summary>
    public IEnumerable<WireAction> Looks() => Enumerable.Repeat(WireAction.Read, Readings);

    /// <summary>Sends verbs and looks at the outputs after each group of them: one mean of the readings a look.</summary>
    public double[][] Watch(params WireAction[][] groups)
    {
        _stop.ThrowIfCancellationRequested();
        WireAction[] verbs = [.. groups.SelectMany(group => group.Concat(Looks()))];
        var answers = Line.Ask(verbs).Where((_, at) => verbs[at].Verb == WireVerb.Read).ToArray();
        return [.. groups.Select((_, look) => Mean(answers.AsSpan(look * Readings, Readings)))];
    }

    /// <summary>The outputs as they are.</summary>
    public double[] Look() => Watch(Array.Empty<WireAction>())[0];

    /// <summary>Outputs of a sample, and home again, so that an ideal device is left as it was.</summary>
    public double[] Evaluate(int sample)
    {
        WireAction[] out_ = [Prepare(sample), WireAction.Evolve];
        WireAction[] home = CanReverse ? [WireAction.Reverse, WireAction.Evolve, WireAction.Reverse] : [];
        WireAction[] verbs = [.. out_, .. Looks(), .. home];
        return Mean(Line.Ask(verbs).AsSpan(out_.Length, Readings));
    }

    /// <summary>Γ of a decay so fast that it moves nothing.</summary>
    public double HighestRate => Hello.Ranges.TryGetValue("rate", out var range) ? range.To : 1e7;

    public bool CanReverse => Hello.Can(WireVerb.Reverse) && Hello.Conjugates;

    /// <summary>Whether the device says that it injects another cost than ½ Σ (y − t)², so that this one is no measure of it.</summary>
    public bool InjectsAnother => Hello.Cost is not (null or InjectedCost.Square);

    /// <summary>½ Σ (y − t)², the cost whose flow an injection is where nothing else is said.</summary>
    public double Cost(int sample, double[] outputs) => outputs.Zip(Targets[sample], static (y, t) => (y - t) * (y - t)).Sum() / 2;

    /// <summary>Distance of two looks, in units of <see cref="Scale"/>; infinite where a number is not finite.</summary>
    public double Distance(double[] one, double[] other)
    {
        var sum = one.Zip(other, static (a, b) => (a - b) * (a - b)).Sum();
        return double.IsFinite(sum) ? Math.Sqrt(sum / one.Length) / Scale : double.PositiveInfinity;
    }

    /// <summary>Takes the size of signals and of noise, and how often to read from now on.</summary>
    public void Calibrate(double scale, double noise, int readings) => (Scale, Noise, Readings) = (scale, noise, readings);

    public static double[] Mean(ReadOnlySpan<double[]> rows)
    {
        var mean = new double[rows[0].Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += row[i] / rows.Length;
            }
        }

        return mean;
    }

    /// <summary>Root of the mean square distance of rows from their mean.</summary>
    public static double Spread(double[][] rows)
    {
        var mean = Mean(rows);
        return Math.Sqrt(rows.Sum(row => row.Zip(mean, static (a, b) => (a - b) * (a - b)).Sum()) / (Math.Max(1, rows.Length - 1) * mean.Length));
    }

    private static double[][] Draw(RandomStream draw, uint what, int count, DeviceRange range) =>
        [.. Enumerable.Range(0, Samples).Select(sample => Enumerable.Range(0, count)
            .Select(i => range.From + ((range.To - range.From) * draw.Uniform((uint)sample, (uint)i, what))).ToArray())];
}
