using Loschmidt.Fields;
using Loschmidt.Fields.Photonic;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Terms;
using Loschmidt.Tests.Fields.Waves;
using Loschmidt.Tests.Graphs;
using Loschmidt.Tests.Terms;

namespace Loschmidt.Tests.Gradients;

/// <summary>Small machines of every kind whose pass can be cut into steps, each with a batch.</summary>
internal static class CutMachines
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "wave that recoils", "wave, frozen", "photonic", "ring", "graph that recoils", "graph of three lanes", "driven, judged along the way",
        "driven, trapezoid", "driven by a tone",
    ];

    public static (IRetraces Machine, Batch Batch) Of(string name)
    {
        switch (name)
        {
            case "wave that recoils":
                return (new WaveMachine<double>(Wave, 1), WaveCases.Pattern(1));
            case "wave, frozen":
                return (new WaveMachine<double>(Wave with { Frozen = true }, 1), WaveCases.Pattern(2));
            case "photonic":
                return (Light().Build<double>(3, 5), Images());
            case "ring":
                var ring = new RingSettings { Sites = 16, Duration = 3, Steps = 40 };
                return (GraphMachines.Build<double>(ring, 1), GraphTasks.Sample(ring));
            case "graph that recoils":
                return Graph(new RandomGraphSettings { Duration = 2, Steps = 37, InverseMass = 0.1, TrainedMasses = true, Splitting = "strang" });
            case "graph of three lanes":
                return Graph(new RandomGraphSettings { Duration = 2, Steps = 23, Lanes = 3, Splitting = "mclachlan4" });
            case "driven, judged along the way":
                return Graph(new RandomGraphSettings { Duration = 2, Steps = 31, Drives = 2, JudgedAlong = true }, inputs: 31);
            case "driven by a tone":
                var parts = DrivenTask.Parts("kick-drift-kick");
                var tuned = DrivenTask.Machine(parts with
                {
                    Hamiltonian = new(
                        4, parts.Hamiltonian.Parts[0],
                        [.. parts.Hamiltonian.Parts[1].Take(2), new DrivenSiteTerm<double, PumpedSite>("pump", (0, 0), (2, 0))]),
                    Drive = new ToneDrive<double>(0.8, 3, 0.4),
                });
                return (tuned, DrivenTask.Batch(tuned));
            default:
                var driven = DrivenTask.Machine(DrivenTask.Parts("kick-drift-kick", Quadrature.Trapezoid));
                return (driven, DrivenTask.Batch(driven));
        }
    }

    /// <summary>Every kind of element: lenses, a crop, masks, interferometers, activations.</summary>
    public static PhotonicNetworkBuilder Light() => new PhotonicNetworkBuilder(5, 5) { LearningStrength = 0.8 }
        .Image(4, 4, 0, 0.9)
        .Convolution("conv", 4, 3, chi: 1.3, substeps: 3)
        .Layer("dense", layer => layer.Unitary("v", 2).KeepCentre(3, 2).SingularValues(spread: 0.7, centre: 2).Unitary("u", 1).Chi2(0.9, 2))
        .Layer("last", layer => layer.PhaseMask().Fourier())
        .ReadOut(3, 0.5);

    public static Batch Images()
    {
        var batch = new Batch(16, 0, 3) { Active = 2 };
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = i % 3 < 2 ? 0.5 + (0.5 * Math.Sin((1.7 * i) + 0.3)) : 0;
        }

        (batch.Labels[0], batch.Labels[1]) = (1, 2);
        return batch;
    }

    private static WaveSettings Wave => WaveCases.Small with { Lattice = new Lattice { Columns = 6, Rows = 20 } };

    private static (IRetraces Machine, Batch Batch) Graph(RandomGraphSettings settings, int inputs = 0)
    {
        var machine = GraphMachines.Build<double>(settings, 5);
        if (inputs == 0)
        {
            return (machine, GraphTasks.Sample(settings, 5));
        }

        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = machine.Lanes };
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = 0.7 * Math.Sin((2.3 * i) + 1);
        }

        for (var i = 0; i < batch.Targets.Length; i++)
        {
            batch.Targets[i] = 0.5 * Math.Cos(1.1 * i);
        }

        return (machine, batch);
    }
}
