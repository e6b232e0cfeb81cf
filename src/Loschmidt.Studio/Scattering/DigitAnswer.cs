using System.Text.Json.Serialization;
using Loschmidt.Experiments.Commands;

namespace Loschmidt.Studio.Scattering;

/// <summary>What a machine made of a drawing.</summary>
/// <param name="Answer">The class whose output is largest.</param>
/// <param name="Outputs">y of every class: the quadrature that is measured.</param>
/// <param name="Shares">softmax of the outputs as the machine is trained.</param>
/// <param name="Groups">Its modes in groups.</param>
/// <param name="Intensities">|a|² of every mode, while every class in turn is asked for: [classes][modes].</param>
/// <param name="InputDetunings">What the drawing turned the input modes to, in κ, by mode.</param>
/// <param name="Frequencies">Probe frequencies, in κ.</param>
/// <param name="Spectra">|s| of every class's output against frequency.</param>
/// <param name="RingUp">How the fields rose; null unless asked for.</param>
internal sealed record DigitAnswer(
    int Answer, double[] Outputs, double[] Shares, IReadOnlyList<ModeSpan> Groups, float[][] Intensities, double[] InputDetunings,
    double[] Frequencies, float[][] Spectra, RingUpFilm? RingUp);

/// <summary>Modes that belong together.</summary>
internal sealed record ModeSpan(string Name, int First, int Count);

/// <summary>|a|² of every mode after a steady probe was switched on: [moments][modes].</summary>
/// <param name="Times">In 1/κ.</param>
/// <param name="Intensities">At those times.</param>
/// <param name="Class">The class that was asked for.</param>
internal sealed record RingUpFilm(double[] Times, float[][] Intensities, int Class);

/// <summary>Documents about scattering.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(FiniteNumber)])]
[JsonSerializable(typeof(ReaderList))]
[JsonSerializable(typeof(DigitSample))]
[JsonSerializable(typeof(DigitQuestion))]
[JsonSerializable(typeof(DigitAnswer))]
internal sealed partial class ScatteringJson : JsonSerializerContext;
