using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Graphs;

/// <summary>Samples that fit the machines of <see cref="GraphMachines"/>.</summary>
internal static class GraphTasks
{
    /// <summary>Random initial states and targets, one sample per lane.</summary>
    public static Batch Sample(RandomGraphSettings settings, ulong seed)
    {
        var random = new RandomStream(seed, "task");
        var batch = new Batch(2 * settings.Sites, 2 * settings.Sites, settings.Lanes) { Active = settings.Lanes };
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            (batch.Inputs[i], batch.Targets[i]) = random.Normals((uint)i);
            batch.Inputs[i] *= 0.7;
        }

        return batch;
    }

    /// <summary>The default ring's one sample: displacements in, pattern out.</summary>
    public static Batch Sample(RingSettings settings)
    {
        var batch = new Batch(settings.InputSites.Count, settings.OutputSites.Count, 1) { Active = 1 };
        double[] displacements = [1.0, -0.8, 0.6];
        double[] pattern = [0.5, -0.5, 0.5, -0.5];
        displacements.AsSpan(0, batch.Inputs.Length).CopyTo(batch.Inputs);
        pattern.AsSpan(0, batch.Targets.Length).CopyTo(batch.Targets);
        return batch;
    }
}
