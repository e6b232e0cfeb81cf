using System.ComponentModel.DataAnnotations;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Schema;

public enum Dispersion
{
    Spectral,
    TightBinding,
}

public sealed record PumpSettings
{
    [Range(0, 1)]
    public double Depth { get; init; } = 0.5;

    public bool Phased { get; init; }
}

public sealed record ToyWaveSettings
{
    [Range(1, 4096)]
    public int Width { get; init; } = 50;

    [Range(1, 100_000)]
    public required int Steps { get; init; }

    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Dispersion2 { get; init; } = 0.04;

    public double Kerr { get; init; } = 10;

    public float Coarse { get; init; } = 0.1f;

    public Dispersion Dispersion { get; init; }

    [Range(0, 10)]
    [Length(1, 4)]
    public double[] Window { get; init; } = [0.2, 0.75];

    public IReadOnlyList<int> Shape { get; init; } = [3, 4];

    public PumpSettings Pump { get; init; } = new();

    public PumpSettings? Probe { get; init; }

    public IReadOnlyList<PumpSettings> Pumps { get; init; } = [];

    public string? Note { get; init; }

    public int Sites => Width * Steps;
}

/// <summary>A positional record that refuses nonsense itself.</summary>
public sealed record ToyRingSettings(int Sites, double Quartic = 0.25)
{
    public int Sites { get; init; } = Sites == 13 ? throw new ArgumentException("thirteen sites bring bad luck")
        : Sites;
}

internal static class TestMachines
{
    public static MachineKinds Kinds { get; } = new(
        ("wave", typeof(ToyWaveSettings)), ("ring", typeof(ToyRingSettings)));

    public const string Wave = """
        name: toy
        description: A toy.
        machine:
          kind: wave
          steps: 50
          window: [0.2, 0.75]
          pump:
            depth: 0.25
        data:
          set: xor
        training:
          estimator: self-learning
          protocol: one-sided
          epsilon: 1e-3
          steps: 300
          decay: { rate: 1e-2, time: complete }
        seed: 7
        expected: { metric: accuracy, value: 1 }
        quick:
          training.steps: 20
          machine:
            width: 10
        """;

    public static Experiment Parse(string yaml, params string[] settings) => Parse(yaml, quick: false, settings);

    public static Experiment Parse(string yaml, bool quick, params string[] settings) =>
        ExperimentFile.Parse(yaml, "toy.yaml", settings.Select(Setting.Parse), quick, Kinds);

    public static IReadOnlyList<string> Problems(string yaml, params string[] settings) =>
        [.. Should.Throw<ExperimentException>(() => Parse(yaml, settings)).Problems.Select(
            problem => problem.ToString())];
}
