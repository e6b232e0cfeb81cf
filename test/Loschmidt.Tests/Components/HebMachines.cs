using Loschmidt.Costs;
using Loschmidt.Graphs;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Spins;
using Loschmidt.Splitting;
using Loschmidt.Terms.Modes;
using Loschmidt.Tests.Spins;

namespace Loschmidt.Tests.Components;

/// <summary>The table of section 3.4: what learning fields may be made of, and spins.</summary>
internal static class HebMachines
{
    private static readonly MexicanHat Hat = new(0.7, 1.3);

    public static IReadOnlyList<HebMachine> All { get; } =
    [
        Modes("free particle", "FreeParticle", "H_θ = Σ Ωπ²/2", new FreeParticle(0.5)),
        Modes("mexican hat", "MexicanHat", "H_θ = 4b(|α₁|² + |α₂|²)² − a Σ(α_j² + α_j*²)", Hat),
        Modes("broken degeneracy", "BrokenDegeneracy", "H' = h cos kθ", new BrokenDegeneracy(Hat, 0.05, 3)),
        Modes("double well", "DoubleWell", "H_θ = Ωπ²/2 + λ(θ² − 1)²", new DoubleWell(1, 0.5)),
        Modes("opo phase", "OpoPhase", "H = b(q² + p²)² − a(q² − p²)", new OpoPhase(0.7, 0.9)),
        Hops("phase difference of two modes", "H_θ = (g/2)(|α₁|⁴ + |α₂|⁴) − (βα₁α₂ + c.c.)", FreePhase.Difference),
        Hops("phase sum of two modes", "−(βα₁*α₂ + c.c.)", FreePhase.Sum),
        new("spin waves", "Spins/SpinWaveSettings.cs", "Ṡ = −S × ∂H/∂S",
            steps => new SpinWaveMachine<double>(SpinCases.Small with { Steps = steps }, 3), () => SpinCases.Bits(1), 120, KeepsNorm: true),
    ];

    /// <summary>What the parameters of a row are made of; null where they are free particles of the machine itself.</summary>
    public static LearningMatter? MatterOf(HebMachine row) => row.Build(1).Learning.Matter;

    // Four modes with a trained phase each, made of the matter, and couplings that do not commute with it.
    private static HebMachine Modes(string name, string file, string equation, LearningMatter matter) => new(
        name, $"Learning/{file}.cs", equation,
        steps =>
        {
            var machine = new HamiltonianMachine<double>(new()
            {
                Kind = name,
                Hamiltonian = new(
                    4,
                    [
                        [ModeTerms.PhaseElement<double>([0, 1, 2, 3], name: "trained")],
                        [ModeTerms.BeamSplitter<double>([(0, 3), (1, 2)], 0.8, "neighbours")],
                        [ModeTerms.BeamSplitter<double>([(0, 1), (2, 3)], 0.6, "pairs")],
                    ]),
                Schedule = new(1, steps, SplittingScheme.Strang),
                Input = new() { PositionSites = [0, 1, 2, 3], MomentumSites = [0, 1, 2, 3] },
                Output = [0, 1],
                Cost = new IntensityCost<double>([0, 1], 1.0, 0.6),
                ConservesIntensity = true,
                Lanes = 1,
            });
            machine.Learning.MakeOf(matter, held: false);
            ((double[])[0.9, -1.1, 0.8, -0.7]).CopyTo(machine.Learning.Theta);
            return machine;
        },
        () =>
        {
            var (stream, batch) = (new RandomStream(37, "components/sample"), new Batch(8, 2, 1) { Active = 1 });
            for (var i = 0; i < batch.Inputs.Length; i++)
            {
                batch.Inputs[i] = 0.8 * stream.Normal(0, (uint)i);
            }

            (batch.Targets[0], batch.Targets[1]) = (0.7, 0.2);
            return batch;
        },
        32, KeepsNorm: true);

    private static HebMachine Hops(string name, string equation, FreePhase free) => new(
        name, "Learning/PhaseOfTwoModes.cs", equation,
        steps =>
        {
            var ring = new HoppingPhases(3, new PhaseOfTwoModes(2, 0.02, free), hopping: 1, kerr: 0.3, duration: 1.2, steps);
            ((double[])[0.5, -0.2, 0.4]).CopyTo(ring.Learning.Theta);
            return ring;
        },
        () =>
        {
            var batch = new Batch(3, 3, 1) { Active = 1 };
            (batch.Inputs[0], batch.Targets[1]) = (1, 1);
            return batch;
        },
        40, KeepsNorm: false);
}
