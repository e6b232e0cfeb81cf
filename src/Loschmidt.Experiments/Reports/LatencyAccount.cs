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
        var photons = size.Photons ?? platform.PhotonsPerPulse.Value;
        var light = photons * PhotonEnergy(platform.Wavelength.Value);
        var shine = $"{(size.Photons is null ? Of("photonsPerPulse", platform.PhotonsPerPulse) : $"photons of the experiment {Units.Number(photons)}")} × hc / "
            + Of("wavelength", platform.Wavelength, "nm");
        var efficiency = Of("efficiency", platform.Efficiency);
        Add(
            "inference energy", (light / platform.Efficiency.Value) + (size.Outputs * platform.DetectorEnergy.Value * 1e-15), "J",
            $"{shine} / {efficiency} + outputs {size.Outputs} × {Of("detectorEnergy", platform.DetectorEnergy, "fJ")}");
        var products = Add("inference products", size.Layers * matrix, "MAC", $"{layers} × ({ports})²");
        Add("inference rate of products", products * inferences, "MAC/s", "inference products × inference rate, and what they are from");

        var step = Add(
            "training step latency",
            (size.Echoes * ((2 * size.Layers * layer) + pulse + (platform.ReversalTime.Value * 1e-15))) + (platform.UpdateTime.Value * 1e-12), "s",
            $"echoes {size.Echoes} × (2 × {passes} + {Of("reversalTime", platform.ReversalTime, "fs")}) + {Of("updateTime", platform.UpdateTime, "ps")}");
        Add("training step rate", 1 / step, "1/s", "1 / training step latency, and what it is from");
        Add("training step light", 2 * size.Echoes * light, "J", $"2 passes × echoes {size.Echoes} × {shine}");
        Add(
            "training step energy", size.Echoes * light * (1 + platform.ReversalEnergy.Value) / platform.Efficiency.Value, "J",
            $"echoes {size.Echoes} × (1 + {Of("reversalEnergy", platform.ReversalEnergy)}) × {shine} / {efficiency}");
        var gradient = Add(
            "training step products", ProductsOfAGradient * size.Echoes * size.Layers * matrix, "MAC",
            $"{ProductsOfAGradient} (forward, error signal, slopes of weights) × echoes {size.Echoes} × {layers} × ({ports})²");
        Add("training step rate of products", gradient / step, "MAC/s", "training step products / training step latency, and what they are from");
        return new LatencyReport(experiment, platform.Name, size, figures, Assumptions(platform), notes);
    }

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
