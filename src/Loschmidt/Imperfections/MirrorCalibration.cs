using Loschmidt.Machines;

namespace Loschmidt.Imperfections;

/// <summary>Trims the static phase errors of a mirror away with echoes that carry no error signal: nothing of the inside needs to be known.</summary>
/// <remarks>
/// An echo without a nudge should come home. With Φ_j → e^(i(α_j + c_j))Φ_j* the overlap F with the start is, in a linear machine,
/// a sinusoid A + B cos(c_j − c_j⁰) in the trim of every single mode; three echoes find its maximum, mode after mode, which is −α_j up to a phase
/// that all share. In a nonlinear machine that holds for small errors, and further sweeps go on from there. Modes that hold no light at the
/// turning point stay as they are, so samples should fill the modes that matter.
/// </remarks>
public static class MirrorCalibration
{
    // A sinusoid of less is rounding: its maximum would be drawn at random.
    private const double Dark = 1e-10;

    // Any shift finds a sinusoid. Of a nonlinear machine small ones are more nearly right, and large ones surer of the way: every sweep halves it.
    private const double FirstShift = 0.5;
    private const double LastShift = 0.02;

    /// <summary>Trims the mirror: three echoes per mode and sweep.</summary>
    /// <param name="machine">The machine; its <see cref="ITrimsMirror.MirrorTrim"/> is <b>changed</b>, Θ is put back.</param>
    /// <param name="samples">What is sent out.</param>
    /// <param name="sweeps">Times that all modes are gone through.</param>
    /// <returns>The overlap of the last echo with its start, 1 where it came home.</returns>
    public static double Run(ITrimsMirror machine, Batch samples, int sweeps)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sweeps);
        var theta = machine.Learning.Theta.ToArray();
        var shift = FirstShift;
        for (var sweep = 0; sweep < sweeps; sweep++, shift = Math.Max(LastShift, shift / 2))
        {
            for (var mode = 0; mode < machine.MirrorTrim.Length; mode++)
            {
                Trim(machine, samples, mode, shift, theta);
            }
        }

        return Overlap(machine, samples, theta);
    }

    private static void Trim(ITrimsMirror machine, Batch samples, int mode, double shift, double[] theta)
    {
        var trim = machine.MirrorTrim[mode];
        var here = Overlap(machine, samples, theta);
        machine.MirrorTrim[mode] = trim + shift;
        var ahead = Overlap(machine, samples, theta);
        machine.MirrorTrim[mode] = trim - shift;
        var behind = Overlap(machine, samples, theta);
        var (sin, cos) = ((ahead - behind) / (2 * Math.Sin(shift)), ((2 * here) - ahead - behind) / (2 * (1 - Math.Cos(shift))));
        machine.MirrorTrim[mode] = trim + ((sin * sin) + (cos * cos) > Dark * Dark ? Math.Atan2(sin, cos) : 0);
    }

    private static double Overlap(ITrimsMirror machine, Batch samples, double[] theta)
    {
        theta.CopyTo(machine.Learning.Theta);
        machine.Learning.Pi.Clear();
        machine.Prepare(samples);
        machine.Keep();
        machine.Evolve();
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        var overlap = machine.DistanceFromKept().Overlap;
        theta.CopyTo(machine.Learning.Theta);
        machine.Learning.Pi.Clear();
        return overlap;
    }
}
