using Loschmidt.Fields;
using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Tests.Fields.Photonic;
using Loschmidt.Tests.Fields.Waves;

namespace Loschmidt.Tests.Imperfections;

/// <summary>Small machines with errors, and what the errors do to gradients.</summary>
internal static class Flawed
{
    /// <summary>A wave in a small box whose parameters stay put during a pass.</summary>
    public static WaveSettings Still { get; } = WaveCases.Small with { Frozen = true };

    /// <summary>The same without the Kerr effect: linear in the wave.</summary>
    public static WaveSettings Linear { get; } = Still with { Nonlinearity = 0 };

    public static IReverses Wave(ImperfectionSettings flaws, WaveSettings? settings = null) => (IReverses)ImperfectMachine.Of(
        new WaveMachine<double>(settings ?? Still, 1), new WaveMachine<double>(settings ?? Still, 1), flaws, seed: 5);

    public static IReverses Photonic(ImperfectionSettings flaws, int lanes) => (IReverses)ImperfectMachine.Of(
        PhotonicCases.Reader<double>(lanes), PhotonicCases.Reader<double>(lanes), flaws, seed: 5);

    /// <summary>The gradient by echoes, on training step 3.</summary>
    public static double[] Gradient(IReverses machine, Batch batch, double epsilon = 1e-3)
    {
        var gradient = new double[machine.Parameters.Count];
        (machine as IDrawsNoise)?.Name(3, 0);
        new EchoEstimator(epsilon).Estimate(machine, batch, gradient);
        return gradient;
    }

    /// <summary>How far the gradient of a wave with errors lies from that of one without.</summary>
    public static double GradientError(ImperfectionSettings flaws, WaveSettings? settings = null, double epsilon = 1e-3) =>
        Fidelity.Of(
            Gradient(Wave(flaws, settings), WaveCases.Pattern(1), epsilon),
            Gradient(new WaveMachine<double>(settings ?? Still, 1), WaveCases.Pattern(1), epsilon)).RelativeError;

    /// <summary>π that an echo without a nudge leaves, from rest.</summary>
    public static double[] Residue(IReverses machine, Batch batch)
    {
        machine.Learning.Pi.Clear();
        machine.Prepare(batch);
        machine.Evolve();
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        return machine.Learning.Pi.ToArray();
    }

    /// <summary>∫χ|Ψ|²dt at every parameter, which is −π of the way out.</summary>
    public static double[] Heard(IReverses machine, Batch batch)
    {
        machine.Learning.Pi.Clear();
        machine.Prepare(batch);
        machine.Evolve();
        return [.. machine.Learning.Pi.ToArray().Select(π => -π)];
    }
}
