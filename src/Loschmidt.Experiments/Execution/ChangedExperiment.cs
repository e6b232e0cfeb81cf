using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;
using Loschmidt.Scattering;

namespace Loschmidt.Experiments.Execution;

/// <summary>A run's experiment with another machine, another device or other data: what its trained state is judged
/// on.</summary>
internal static class ChangedExperiment
{
    private const string Theta = "theta/";

    // What a scatterer's settings say about its θ before training, and nothing else.
    private static readonly string[] Beginnings =
        ["offset", "offsetSpread", "coupling", "couplingSpread", "balanced", "detuningSpread"];

    /// <summary>The run's experiment with settings of its own changed; nothing is written.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="sets">What <c>--set</c> said, in order.</param>
    /// <exception cref="ExperimentException">A setting is none that an evaluation depends on, or the experiment is
    /// wrong with it.</exception>
    public static Experiment Read(RunFolder folder, IReadOnlyList<string> sets)
    {
        Setting[] settings = [.. sets.Select(Setting.Parse)];
        foreach (var setting in settings.Where(setting => !Accepts(setting.Key)))
        {
            throw new ExperimentException(
                new SourcePosition(setting.Origin),
                $"'{ScalarNode.Printable(setting.Key)}' does not change what a trained state is judged on; "
                + "evaluate accepts machine.*, imperfections.*, device.*, data.* and training.precision");
        }

        return ExperimentFile.Load(folder.ExperimentPath, settings, quick: false, MachineFactory.Kinds);
    }

    /// <summary>Settings in which two experiments differ, in the order of the second.</summary>
    /// <remarks>Of a block that the run had not only what was set counts, not the rest at its defaults.</remarks>
    /// <param name="run">The run's own.</param>
    /// <param name="changed">What it became.</param>
    /// <param name="sets">What <c>--set</c> said.</param>
    public static IReadOnlyList<ChangedSetting> Differences(
        Experiment run, Experiment changed, IReadOnlyList<string> sets)
    {
        var (was, now) = (Texts(run), Texts(changed));
        var said = Keys(sets);
        return
        [
            .. now.Keys.Concat(was.Keys.Where(key => !now.ContainsKey(key)))
                .Select(key => new ChangedSetting(key, was.GetValueOrDefault(key), now.GetValueOrDefault(key)))
                .Where(setting => setting.Was != setting.Now)
                .Where(setting => setting.Was is not null || said.Contains(setting.Key)),
        ];
    }

    /// <summary>Makes sure that a trained state has the machine's parameters, all of them and no others.</summary>
    /// <exception cref="RunException">A tensor is missing, or there too, or has another shape.</exception>
    public static void RequireFit(Checkpoint trained, ParameterLayout layout, string run)
    {
        var has = trained.State.Where(tensor => tensor.Name.StartsWith(Theta, StringComparison.Ordinal))
            .ToDictionary(tensor => tensor.Name[Theta.Length..], tensor => Shape(tensor.Shape), StringComparer.Ordinal);
        var wants = layout.Tensors.ToDictionary(tensor => tensor.Name, tensor => Shape(tensor.Shape),
            StringComparer.Ordinal);
        foreach (var name in has.Keys.Union(wants.Keys, StringComparer.Ordinal))
        {
            var (there, wanted) = (has.GetValueOrDefault(name), wants.GetValueOrDefault(name));
            if (there != wanted)
            {
                throw new RunException(
                    run,
                    "its trained state does not fit the changed machine: "
                    + (there is null ? $"it has no '{name}'" : $"it has '{name}' of shape {there}")
                    + (wanted is null ? ", the machine has none" : $", the machine wants {wanted}")
                    + "; change only what leaves every parameter its shape, such as machine.loss or device.readNoise");
            }
        }
    }

    /// <summary>Refuses changes that would be told of and change nothing: a study of them would find a machine that
    /// bears everything.</summary>
    /// <param name="changed">The experiment as it is now.</param>
    /// <param name="differences">In what it differs from the run's.</param>
    /// <exception cref="ExperimentException">A setting has no effect on a trained state; says why.</exception>
    public static void RequireEffect(Experiment changed, IReadOnlyList<ChangedSetting> differences)
    {
        foreach (var (key, was, now) in differences)
        {
            var learned = changed.Machine is ScatteringSettings scattering
                && (key == "machine.portRate" && scattering.LearnPortRates
                    || Beginnings.Any(name => key == $"machine.{name}"));
            // A device that comes with another change has all of its keys, most of them 0.
            var tap = key == "device.tapNoise" && now is not null && (was ?? "0") != now;
            var homeward = HomewardErrors.Holds(key) && now is not null && (was ?? "0") != now;
            if (homeward)
            {
                throw new ExperimentException(
                    new SourcePosition($"--set {key}={now}"),
                    "has no effect on an evaluation, which sends nothing home; use an error of parameters, drive, map, detection or quantum, or train with it");
            }

            if (learned || tap)
            {
                throw new ExperimentException(
                    new SourcePosition($"--set {key}={now}"),
                    learned
                        ? $"has no effect: {key[8..]} only says where training began, and what this run learned is in its "
                            + "checkpoint; leave it away, or train again with it"
                        : "has no effect on an evaluation: it reads outputs alone, and taps are for gradients; use "
                            + "device.readNoise, or train with it");
            }
        }
    }

    private static bool Accepts(string key) =>
        key == "training.precision" || key.Split('.')[0] is "machine" or "imperfections" or "device" or "data";

    /// <summary>Keys with a value of their own, also within blocks in flow style.</summary>
    private static HashSet<string> Keys(IReadOnlyList<string> sets)
    {
        var block = new MappingNode(new SourcePosition("--set"));
        Overrides.Apply(block, sets.Select(Setting.Parse), []);
        return [.. Overrides.Leaves(block, "").Select(leaf => leaf.Path)];
    }

    private static Dictionary<string, string> Texts(Experiment experiment) => FlatSettings
        .Of(ExperimentWriter.Write(experiment, MachineFactory.Kinds), experiment.Name)
        .ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal);

    private static string Shape(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape)}]";
}
