using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reports;

/// <summary>From a platform's assumptions to seconds, joules and multiply–accumulates.</summary>
/// <remarks>
/// As López-Pastor and Marquardt estimate it (section VII): a layer of N ports stands for N² multiply–accumulates, light crosses it in nℓ/c, and one
/// pulse at a time is in the machine.
/// </remarks>
public static class LatencyAccount
{
    private const double Planck = 6.62607015e-34;
    private const double Light = 299_792_458;

    // Forward, error signal, and the slope of every weight: what a computer does for a gradient.
    private const int ProductsOfAGradient = 3;

    /// <summary>hc/λ, J.</summary>
    /// <param name="nanometres">λ in vacuum, nm.</param>
    public static double PhotonEnergy(double nanometres) => Planck * Light / (nanometres * 1e-9);

    /// <summary>Computes every number.</summary>
    /// <param name="experiment">Its name.</param>
    /// <param name="size">What of the machine counts.</param>
    /// <param name="platform">What it would be built of.</param>
    /// <param name="notes">How the machine was counted.</param>
    public static LatencyReport Of(string experiment, MachineSize size, Platform platform, IReadOnlyList<string> notes)
    {
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(platform);
        platform = size.Photons is { } photons
            ? platform with { PhotonsPerPulse = new Assumption { Value = photons, Source = "the experiment, imperfections.quantum.photonsPerPulse" } }
            : platform;
        var figures = new List<LatencyFigure>();
        double Add(string name, double value, string unit, string from)
        {
            figures.Add(new LatencyFigure(name, value, unit, from));
            return value;
        }

        string Of(string key, Assumption assumption, string unit = "") => $"{key} {Units.Number(assumption.Value)}{(unit.Length > 0 ? " " + unit : "")}";
        var (ports, layers) = ($"ports {size.Ports}", $"layers {size.Layers}");
        var matrix = (double)size.Ports * size.Ports;

        var crossing = $"{Of("layerLength", platform.LayerLength, "mm")} × {Of("refractiveIndex", platform.RefractiveIndex)} / c";
        var layer = Add("layer latency", platform.LayerLength.Value * 1e-3 * platform.RefractiveIndex.Value / Light, "s", crossing);
        Add("layer rate of products", matrix / layer, "MAC/s", $"({ports})² / ({crossing})");
        var pulse = Add("pulse duration", 0.44 / (platform.Bandwidth.Value * 1e12), "s", $"0.44 / {Of("bandwidth", platform.Bandwidth, "THz")}");

        var pass = (size.Layers * layer) + pulse;
        var passes = $"{layers} × {crossing} + 0.44 / {Of("bandwidth", platform.Bandwidth, "THz")}";
        var detector = platform.DetectorTime.Value * 1e-12;
        Add("inference latency", pass + detector, "s", $"{passes} + {Of("detectorTime", platform.DetectorTime, "ps")}");
        var inferences = Add(
            "inference rate", 1 / Math.Max(pass, detector), "1/s", $"1 / the longer of ({passes}) and {Of("detectorTime", platform.DetectorTime, "ps")}");
        var light = platform.PhotonsPerPulse.Value * PhotonEnergy(platform.Wavelength.Value);
        var shine = $"{Of("photonsPerPulse", platform.PhotonsPerPulse)} × hc / {Of("wavelength", platform.Wavelength, "nm")}";
        var efficiency = Of("efficiency", platform.Efficiency);
        var inference = Add(
            "inference energy", (light / platform.Efficiency.Value) + (size.Outputs * platform.DetectorEnergy.Value * 1e-15), "J",
            $"{shine} / {efficiency} + outputs {size.Outputs} × {Of("detectorEnergy", platform.DetectorEnergy, "fJ")}");
        var products = Add("inference products", size.Layers * matrix, "MAC", $"{layers} × ({ports})²");
        Add("inference rate of products", products * inferences, "MAC/s", "inference products × inference rate, and what they are from");

        if (size is not { Echoes: 0, Readings: 0 })
        {
            Train();
        }

        return new LatencyReport(experiment, platform.Name, size, figures, Assumptions(platform, figures), notes);

        // An echo goes out, turns and comes home, and reads nothing; a reading goes through and is detected.
        void Train()
        {
            var step = Add(
                "training step latency",
                (size.Echoes * ((2 * size.Layers * layer) + pulse + (platform.ReversalTime.Value * 1e-15))) + (size.Readings * (pass + detector))
                    + (platform.UpdateTime.Value * 1e-12), "s",
                Sum(
                    Term(size.Echoes, $"echoes {size.Echoes} × (2 × {passes} + {Of("reversalTime", platform.ReversalTime, "fs")})"),
                    Term(size.Readings, $"readings {size.Readings} × ({passes} + {Of("detectorTime", platform.DetectorTime, "ps")})"),
                    Of("updateTime", platform.UpdateTime, "ps")));
            Add("training step rate", 1 / step, "1/s", "1 / training step latency, and what it is from");
            Add(
                "training step light", ((2.0 * size.Echoes) + size.Readings) * light, "J",
                Sum(Term(size.Echoes, $"2 passes × echoes {size.Echoes} × {shine}"), Term(size.Readings, $"readings {size.Readings} × {shine}")));
            Add(
                "training step energy",
                (size.Echoes * light * (1 + platform.ReversalEnergy.Value) / platform.Efficiency.Value) + (size.Readings * inference), "J",
                Sum(
                    Term(size.Echoes, $"echoes {size.Echoes} × (1 + {Of("reversalEnergy", platform.ReversalEnergy)}) × {shine} / {efficiency}"),
                    Term(size.Readings, $"readings {size.Readings} × inference energy")));
            var gradient = Add(
                "training step products", ((ProductsOfAGradient * (double)size.Echoes) + size.Readings) * size.Layers * matrix, "MAC",
                Sum(
                    Term(size.Echoes, $"{ProductsOfAGradient} (forward, error signal, slopes of weights) × echoes {size.Echoes} × {layers} × ({ports})²"),
                    Term(size.Readings, $"readings {size.Readings} × {layers} × ({ports})²")));
            Add("training step rate of products", gradient / step, "MAC/s", "training step products / training step latency, and what they are from");
        }
    }

    private static string? Term(long count, string text) => count > 0 ? text : null;

    private static string Sum(params string?[] terms) => string.Join(" + ", terms.OfType<string>());

    // An echo detects nothing and a reading turns nothing round: what enters no figure is no assumption.
    private static IReadOnlyList<PlatformNumber> Assumptions(Platform platform, IReadOnlyList<LatencyFigure> figures) =>
        [.. Assumptions(platform).Where(one => figures.Any(figure => figure.From.Contains(one.Key, StringComparison.Ordinal)))];

    private static PlatformNumber[] Assumptions(Platform platform) =>
    [
        Number("layerLength", "mm", platform.LayerLength), Number("refractiveIndex", "", platform.RefractiveIndex),
        Number("reversalTime", "fs", platform.ReversalTime), Number("bandwidth", "THz", platform.Bandwidth),
        Number("detectorTime", "ps", platform.DetectorTime), Number("updateTime", "ps", platform.UpdateTime),
        Number("wavelength", "nm", platform.Wavelength), Number("photonsPerPulse", "", platform.PhotonsPerPulse),
        Number("efficiency", "", platform.Efficiency), Number("reversalEnergy", "pulses", platform.ReversalEnergy),
        Number("detectorEnergy", "fJ", platform.DetectorEnergy),
    ];

    private static PlatformNumber Number(string key, string unit, Assumption assumption) => new(key, assumption.Value, unit, assumption.Source);
}
