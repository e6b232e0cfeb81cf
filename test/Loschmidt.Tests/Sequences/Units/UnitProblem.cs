using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Numerics.Reals;
using Loschmidt.Sequences;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>A layer with a drive and an error signal; the cost is Σ g φ + g_π π, whose error signal is g by
/// construction.</summary>
internal sealed record UnitProblem
{
    public required UnitKind Kind { get; init; }

    public required int Oscillators { get; init; }

    /// <summary>Steps of each lane.</summary>
    public required int[] Steps { get; init; }

    /// <summary>[coefficients × oscillators].</summary>
    public required double[] Coefficients { get; init; }

    public required double[] Phi0 { get; init; }

    public required double[] Pi0 { get; init; }

    /// <summary>[steps × lanes × oscillators], as the error signals.</summary>
    public required double[] Drive { get; init; }

    public required double[] Error { get; init; }

    public double[]? MomentumError { get; init; }

    public int Lanes => Steps.Length;

    public int Longest => Steps.Max();

    /// <summary>Random coefficients as they are after some training, random initial state, a drive that is part wave
    /// and part noise, noisy errors.</summary>
    /// <param name="kind">Which oscillators.</param>
    /// <param name="oscillators">P.</param>
    /// <param name="steps">L of each lane.</param>
    /// <param name="h">Largest step; steps lie between half of it and it.</param>
    /// <param name="g">Size of the error signal.</param>
    /// <param name="seed">Which problem.</param>
    public static UnitProblem Draw(UnitKind kind, int oscillators, int[] steps, double h, double g = 1, ulong seed = 1)
    {
        var stream = new RandomStream(seed, $"unit {kind}");
        var longest = steps.Max();
        double Between(double low, double high, uint what, int j) => low + (high - low) * stream.Uniform(what, (uint)j);
        var coefficients = new double[ScalarUnit.Coefficients(kind) * oscillators];
        for (var j = 0; j < oscillators; j++)
        {
            double[] values = kind == UnitKind.Linear
                ? [Between(h / 2, h, 0, j), Between(0.1, 1, 1, j)]
                :
                [
                    Between(h / 2, h, 0, j), Between(0.3, 1, 1, j), Between(0.5, 0.73, 2, j),
                    Between(0.5, 1, 3, j), Between(-0.3, 0.3, 4, j),
                ];
            for (var k = 0; k < values.Length; k++)
                coefficients[k * oscillators + j] = values[k];
        }

        var size = longest * steps.Length * oscillators;
        var drive = new double[size];
        var error = new double[size];
        for (var i = 0; i < size; i++)
        {
            var t = i / (steps.Length * oscillators);
            drive[i] = Math.Sin(0.3 * t + i % oscillators) + stream.Normal(10, (uint)i);
            error[i] = g * stream.Normal(11, (uint)i);
        }

        return new UnitProblem
        {
            Kind = kind,
            Oscillators = oscillators,
            Steps = steps,
            Coefficients = coefficients,
            Phi0 = [.. Enumerable.Range(0, oscillators).Select(j => Between(-1, 1, 5, j))],
            Pi0 = [.. Enumerable.Range(0, oscillators).Select(j => Between(-1, 1, 6, j))],
            Drive = drive,
            Error = error,
        };
    }

    public static UnitProblem Draw(UnitKind kind, int oscillators, int steps, double h, double g = 1, ulong seed = 1) =>
        Draw(kind, oscillators, [steps], h, g, seed);

    /// <summary>ε for which ε·rms(g) is as given.</summary>
    public double Epsilon(double nudge) =>
        nudge / Math.Sqrt(Error.Sum(g => g * g) / Error.Length);

    /// <summary>The gradient by a journey in arithmetic T.</summary>
    public UnitGradient Gradient<T>(SequenceMethod method, double? epsilon = null, bool exactReturn = false, int piece = 64)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Run<T>(method, epsilon, exactReturn, piece).Gradient;

    /// <summary>A whole journey, out and home.</summary>
    public UnitJourneyRecord<T> Run<T>(
        SequenceMethod method, double? epsilon = null, bool exactReturn = false, int piece = 64)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var settings = new UnitSettings { Kind = Kind, Oscillators = Oscillators, ExactReturn = exactReturn };
        var shape = UnitShape.Of<T>(Oscillators, Lanes);
        var journey = UnitJourneys.Create<T>(settings, shape, new SequenceEcho(method, epsilon));
        journey.Load(Coefficients, Phi0, Pi0);
        return new UnitTrial<T>(this, shape, piece).Run(journey);
    }

    /// <summary>∂C/∂ of everything by the complex step, one oscillator and one number at a time.</summary>
    public UnitGradient ComplexStep()
    {
        var count = ScalarUnit.Coefficients(Kind);
        var coefficients = Enumerable.Range(0, count).Select(_ => new double[Oscillators]).ToArray();
        var drive = new double[Drive.Length];
        var phi0 = new double[Oscillators];
        var pi0 = new double[Oscillators];
        for (var lane = 0; lane < Lanes; lane++)
        {
            for (var j = 0; j < Oscillators; j++)
            {
                for (var k = 0; k < count; k++)
                    coefficients[k][j] += Derivative(lane, j, k);
                phi0[j] += Derivative(lane, j, count);
                pi0[j] += Derivative(lane, j, count + 1);
                for (var t = 0; t < Steps[lane]; t++)
                    drive[At(t, lane, j)] = Derivative(lane, j, count + 2 + t);
            }
        }

        return new UnitGradient(coefficients, drive, phi0, pi0);
    }

    public int At(int step, int lane, int oscillator) => (step * Lanes + lane) * Oscillators + oscillator;

    /// <summary>The coefficients of an oscillator.</summary>
    public double[] Of(int oscillator) =>
        [.. Enumerable.Range(0, ScalarUnit.Coefficients(Kind)).Select(k => Coefficients[k * Oscillators + oscillator])];

    private double Derivative(int lane, int j, int what)
    {
        const double tiny = 1e-30;
        ComplexNumber Disturbed(double value, int which) => new(value, which == what ? tiny : 0);
        var c = Of(j).Select(Disturbed).ToArray();
        var phi = Disturbed(Phi0[j], c.Length);
        var pi = Disturbed(Pi0[j], c.Length + 1);
        var cost = 0.0;
        for (var t = 0; t < Steps[lane]; t++)
        {
            var at = At(t, lane, j);
            ScalarUnit.Step(Kind, ref phi, ref pi, Disturbed(Drive[at], c.Length + 2 + t), c);
            cost += Error[at] * phi.Im + (MomentumError?[at] ?? 0) * pi.Im;
        }

        return cost / tiny;
    }
}
