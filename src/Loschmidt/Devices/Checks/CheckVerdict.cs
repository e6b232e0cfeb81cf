using Loschmidt.Devices.Wire;

namespace Loschmidt.Devices.Checks;

/// <summary>From findings to what a device can be trained with, at which ε, and for how long.</summary>
internal static class CheckVerdict
{
    private const double LinearWithin = 0.1;

    /// <summary>Faults that spoil differences of costs too; all others spoil echoes alone.</summary>
    private static readonly string[] Fatal =
        ["protocol", "junk", "json", "shape", "not-finite", "silent", "dead", "refused", "verbs", "deaf", "noisy", "unrepeatable", "load", "stuck", "drift"];

    public static DeviceVerdict Of(
        CheckBench? bench, IReadOnlyList<DeviceFinding> findings, IReadOnlyList<DeviceResponsePoint> response, double tried, double? rate, double echo, long steps)
    {
        string[] faults = [.. findings.Select(static finding => finding.Fault).OfType<string>().Where(static fault => fault != "moves").Distinct()];
        if (faults.Length == 0 && findings.Any(static finding => !finding.Passed))
        {
            faults = ["mirror"];
        }

        string[] by = bench is null ? [] : [.. TrainableBy(bench, faults)];
        var (smallest, largest) = Linear(response, tried);
        var ε = largest / 3;
        var averages = ε is { } at ? Averages(response, at) : double.NaN;
        var verdict = new DeviceVerdict(faults.Length == 0, by, faults, Words(bench, findings, faults, by, ε))
        {
            SmallestEpsilon = smallest,
            LargestEpsilon = largest,
            Epsilon = ε,
            DecayRate = rate * ε / tried,
            Averages = averages,
            EchoSeconds = echo,
            Steps = steps,
        };
        return verdict with { Hours = steps * averages * echo / 3600 };
    }

    private static IEnumerable<string> TrainableBy(CheckBench bench, string[] faults)
    {
        if (faults.Length == 0 && bench.Hello.Kind == DeviceKind.SelfLearning)
        {
            yield return "self-learning";
        }

        if (bench.Hello.Kind != DeviceKind.HostUpdated)
        {
            yield break;
        }

        if (faults.Length == 0 && bench.CanReverse && bench.Hello.Can(WireVerb.Inject) && bench.Hello.Can(WireVerb.Listen))
        {
            yield return "echo";
        }

        if (!faults.Intersect(Fatal).Any() && bench.Hello.Scattering is not null)
        {
            yield return "reciprocity";
            yield return "parameter-shift";
        }

        if (!faults.Intersect(Fatal).Any())
        {
            yield return "physics-aware";
            yield return "spsa";
            yield return "central-differences";
        }
    }

    /// <summary>Where the answer is as it is around the ε that was tried, contiguous, every point above its own scatter.</summary>
    private static (double? Smallest, double? Largest) Linear(IReadOnlyList<DeviceResponsePoint> response, double tried)
    {
        // A third of it: where the answer begins to bend, the reference would bend with it.
        var middle = response.Where(IsSound).OrderBy(point => Math.Abs(Math.Log(3 * point.Epsilon / tried))).FirstOrDefault();
        if (middle is null)
        {
            return (null, null);
        }

        var (first, last) = (response.TakeWhile(point => point != middle).Count(), response.TakeWhile(point => point != middle).Count());
        while (first > 0 && IsLinear(response[first - 1]))
        {
            first--;
        }

        while (last < response.Count - 1 && IsLinear(response[last + 1]))
        {
            last++;
        }

        return (response[first].Epsilon, response[last].Epsilon);

        bool IsSound(DeviceResponsePoint point) => point.Deviation < 0.2 * Math.Abs(point.Change);

        bool IsLinear(DeviceResponsePoint point) => IsSound(point) && Math.Abs((point.Change / middle.Change) - 1) <= LinearWithin;
    }

    /// <summary>(σ/mean)² of the step nearest to ε, at least 1.</summary>
    private static double Averages(IReadOnlyList<DeviceResponsePoint> response, double ε)
    {
        var near = response.MinBy(point => Math.Abs(Math.Log(point.Epsilon / ε)))!;
        var ratio = near.Deviation / near.Change;
        return Math.Max(1, Math.Ceiling(ratio * ratio));
    }

    private static string Words(CheckBench? bench, IReadOnlyList<DeviceFinding> findings, string[] faults, string[] by, double? ε)
    {
        if (faults.Length == 0)
        {
            return $"fit for training by {string.Join(", ", by)}{(ε is { } at ? $" with epsilon {CheckWords.Number(at)}" : "")}";
        }

        var gravest = findings.Where(static finding => !finding.Passed).OrderBy(static finding => finding.Fault == "moves").First();
        var rest = by.Length > 0 ? $"; it can still be trained by {string.Join(", ", by)}" : "";
        return $"{(bench is null ? "no device that can be spoken to" : "not fit for training")}: {gravest.Words}{rest}";
    }
}
