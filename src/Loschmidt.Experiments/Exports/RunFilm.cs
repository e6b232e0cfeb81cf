using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Runs;
using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Exports;

/// <summary>One echo of a trained machine as a moving picture.</summary>
internal static class RunFilm
{
    /// <summary>Sets the machine up as it was at a checkpoint and films one sample.</summary>
    /// <exception cref="InputException">The machine shows no echo, or there is no checkpoint, or the data are not here.</exception>
    public static Animation Of(RunFolder run, ExportChoice choice)
    {
        var experiment = run.ReadExperiment(MachineFactory.Kinds);
        if (experiment.Machine is WireSettings)
            throw new RunException(run.Name, "was trained on a device, and nobody looks into a device, so there is no echo to film");
        var bench = Workbench.SetUp(experiment with { Device = null }, 1, 1, choice.Data);
        var (machine, data) = (bench.Blocks.Machine as IReverses, bench.Data.Train);
        if (machine is not IWatchable { Fields.Count: > 0 })
            throw new RunException(run.Name, $"a {bench.Blocks.Machine.Kind} machine shows no field on its way home, so there is no echo to film");
        var checkpoint = RunArrays.Read(run, choice.Checkpoint);
        StateTensors.Theta(checkpoint, machine.Parameters, run.Name).CopyTo(machine.Learning.Theta);
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        var sample = ChosenSample.Of(data, choice.Sample);
        data.Read([sample], batch);
        var film = EchoFilm.Shoot(machine, batch, experiment.Training.Nudge, choice.Moments)!;
        return EchoAnimation.Of(
            film, $"{experiment.Name}, step {checkpoint.Manifest.Step}, sample {sample}", experiment.Machine is PinballSettings);
    }
}
