using Loschmidt.Experiments.Files;
using System.Text.Json.Nodes;

namespace Loschmidt.Experiments.Runs;

/// <summary>Brings checkpoints of older layouts up to the present one, a version at a time.</summary>
internal static class CheckpointMigration
{
    /// <summary>Upgrades a manifest in place, and gives the state what later versions added.</summary>
    /// <param name="manifest">The manifest as read.</param>
    /// <param name="state">The tensors as read; new ones are added.</param>
    public static void Upgrade(JsonObject manifest, List<Tensor> state)
    {
        var version = (int?)manifest["version"] ?? 0;
        if (version == 1)
        {
            FromOneToTwo(manifest, state);
            version = 2;
        }

        if (version == 2)
        {
            FromTwoToThree(manifest, state);
        }
    }

    /// <summary>Version 1 was written after evaluations only, so the window of costs was empty, and no best state was kept.</summary>
    private static void FromOneToTwo(JsonObject manifest, List<Tensor> state)
    {
        manifest["version"] = 2;
        manifest["metricsBytes"] = -1;
        manifest["experimentSha256"] = "";
        manifest["build"] = "";
        manifest["seconds"] = 0.0;
        state.Add(new Tensor("loop/window", [0.0, 0.0, 1.0]));
        state.Add(new Tensor("loop/best", [double.NaN, -1, 0]));
    }

    /// <summary>Version 2 did not count how the echoes of a machine that reads series came home.</summary>
    private static void FromTwoToThree(JsonObject manifest, List<Tensor> state)
    {
        manifest["version"] = 3;
        state.Add(new Tensor("loop/echo", new double[5]));
    }
}
