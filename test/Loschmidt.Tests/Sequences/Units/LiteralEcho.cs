using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>Mistakes one can make with an echo.</summary>
public enum EchoFault
{
    None,

    /// <summary>The momenta are not reversed at the turning point.</summary>
    NoFlip,

    /// <summary>The drive is replayed forwards.</summary>
    DriveForwards,

    /// <summary>The errors are injected forwards.</summary>
    ErrorsForwards,

    /// <summary>Each echo step takes the drive of the step before.</summary>
    DriveOffByOne,

    /// <summary>g_k is injected after the step that consumes u_k instead of before it.</summary>
    NudgeLate,

    /// <summary>g_k is injected a step too early.</summary>
    NudgeEarly,

    /// <summary>∂V/∂θ is heard at the position before the step.</summary>
    DerivativeAtStart,

    /// <summary>∂V/∂θ is heard at the position after the step.</summary>
    DerivativeAtEnd,

    /// <summary>The force is taken at the position before the half drift, out and home; heard at the half-drifted
    /// one.</summary>
    KickAtOldPosition,

    /// <summary>The nudge goes into the position.</summary>
    NudgeInPosition,

    /// <summary>The rule has a plus where the nudge has one too.</summary>
    PlusSign,

    /// <summary>Every step loses a thousandth of its momentum, out and home.</summary>
    Damped,

    /// <summary>∂C/∂h hears the kick only.</summary>
    StepHearsKickOnly,
}

/// <summary>The recipe of the echo written out one oscillator at a time, right or with one mistake.</summary>
internal sealed class LiteralEcho(UnitProblem problem, double epsilon, EchoFault fault)
{
    private readonly int _count = ScalarUnit.Coefficients(problem.Kind);

    /// <summary>The gradient by two echoes at ±ε.</summary>
    public UnitGradient Gradient()
    {
        var coefficients = Enumerable.Range(0, _count).Select(_ => new double[problem.Oscillators]).ToArray();
        var drive = new double[problem.Drive.Length];
        var (phi0, pi0) = (new double[problem.Oscillators], new double[problem.Oscillators]);
        for (var lane = 0; lane < problem.Lanes; lane++)
        {
            for (var j = 0; j < problem.Oscillators; j++)
            {
                var (plus, minus) = (Echo(lane, j, epsilon), Echo(lane, j, -epsilon));
                for (var k = 0; k < _count; k++)
                    coefficients[k][j] += Rule(plus.Heard[k], minus.Heard[k]);
                for (var t = 0; t < problem.Steps[lane]; t++)
                    drive[problem.At(t, lane, j)] = Rule(plus.Drive[t], minus.Drive[t]);
                phi0[j] += (plus.Pi - minus.Pi) / (2 * epsilon);
                pi0[j] += (plus.Phi - minus.Phi) / (2 * epsilon);
            }
        }

        return new UnitGradient(coefficients, drive, phi0, pi0);
    }

    /// <summary>How far a lane's oscillator misses its start without a nudge.</summary>
    public double Miss(int lane, int j)
    {
        var home = Echo(lane, j, 0);
        return Math.Max(Math.Abs(home.Phi - problem.Phi0[j]), Math.Abs(home.Pi + problem.Pi0[j]));
    }

    private double Rule(double plus, double minus) =>
        (fault == EchoFault.PlusSign ? 1 : -1) * (plus - minus) / (2 * epsilon);

    private (double[] Heard, double[] Drive, double Phi, double Pi) Echo(int lane, int j, double nudge)
    {
        var c = problem.Of(j);
        var (h, last) = (c[0], problem.Steps[lane]);
        double S(int t) => problem.Drive[problem.At(t, lane, j)];
        double G(int t) => t >= 0 && t < last ? problem.Error[problem.At(t, lane, j)] : 0;
        var (phi, pi) = (problem.Phi0[j], problem.Pi0[j]);
        for (var t = 0; t < last; t++)
            Step(ref phi, ref pi, S(t), c);
        if (fault != EchoFault.NoFlip)
            pi = -pi;

        var (heard, drive) = (new double[_count], new double[last]);
        for (var t = last - 1; t >= 0; t--)
        {
            var g = nudge * fault switch
            {
                EchoFault.ErrorsForwards => G(last - 1 - t),
                EchoFault.NudgeLate => G(t + 1),
                EchoFault.NudgeEarly => G(t - 1) + (t == last - 1 ? G(t) : 0),
                _ => G(t),
            };
            if (fault == EchoFault.NudgeInPosition)
                phi += g;
            else
                pi += g;
            var s = fault switch
            {
                EchoFault.DriveForwards => S(last - 1 - t),
                EchoFault.DriveOffByOne => S(Math.Max(0, t - 1)),
                _ => S(t),
            };
            var (start, before) = (phi, pi);
            Step(ref phi, ref pi, s, c);
            var at = fault switch
            {
                EchoFault.DerivativeAtStart => start,
                EchoFault.DerivativeAtEnd => phi,
                _ => start + h / 2 * before,
            };
            var derivatives = ScalarUnit.Derivatives(problem.Kind, at, s, c);
            for (var k = 1; k < _count; k++)
                heard[k] += h * derivatives[k - 1];
            heard[0] += ScalarUnit.Potential(problem.Kind, at, s, c)
                + (fault == EchoFault.StepHearsKickOnly ? 0 : (before * before + pi * pi) / 4);
            drive[t] = h * derivatives[^1];
        }

        return (heard, drive, phi, pi);
    }

    private void Step(ref double phi, ref double pi, double s, double[] c)
    {
        var half = phi + c[0] / 2 * pi;
        pi += c[0] * Force(fault == EchoFault.KickAtOldPosition ? phi : half, s, c);
        if (fault == EchoFault.Damped)
            pi *= 0.999;
        phi = half + c[0] / 2 * pi;
    }

    private double Force(double phi, double s, double[] c) =>
        problem.Kind == UnitKind.Linear
            ? s - c[1] * phi
            : -(c[1] * phi + c[2] * Math.Tanh(c[3] * phi + s + c[4]));
}
