using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Composition;

/// <summary>From the data block of an experiment to samples that fit the machine.</summary>
internal static class DataFactory
{
    /// <summary>Loads the splits and makes sure that the machine can read them.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="machine">Its machine.</param>
    /// <param name="folder">What <c>--data</c> said.</param>
    /// <exception cref="DataException">Data are missing or damaged.</exception>
    /// <exception cref="UnsuitableException">The data have another shape than the machine's input.</exception>
    public static DataSplits Load(Experiment experiment, IMachine machine, string? folder)
    {
        var settings = experiment.Data;
        Foresee(experiment, machine);
        var splits = settings.Set switch
        {
            _ when machine is ISequenceMachine sequences => SeriesFactory.Load(experiment, sequences, folder),
            DataSetKind.Mnist => Augmented(
                Mnist.Load(Folder(settings, folder), settings.Validation, settings.Limit, settings.Pool ?? 1), experiment),
            DataSetKind.Digits => Augmented(
                Digits.Load(Folder(settings, folder), settings.Validation ?? 0, settings.Limit), experiment),
            DataSetKind.Pattern => new DataSplits(new PatternDataSet(settings.Inputs!, settings.Targets!)),
            DataSetKind.Random => new DataSplits(
                new RandomDataSet(machine.Lanes, machine.Features, machine.Targets, experiment.Seed)),
            DataSetKind.Csv => Table(settings, machine),
            DataSetKind.Series => Series(settings, machine),
            DataSetKind.Xor => new DataSplits(new XorDataSet()),
            DataSetKind.Moons => Moons(settings, experiment.Seed),
            DataSetKind.Ising => Ising(settings, machine, experiment.Seed),
            _ => SeriesSets.Load(settings, experiment.Seed, folder),
        };
        var train = splits.Train;
        Fit(settings, machine, train.Name, (train.Features, train.Targets, train.Classes));
        return splits;
    }

    /// <summary>Refuses data that the machine cannot read, as far as that is known before any file is opened.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="machine">Its machine.</param>
    /// <exception cref="UnsuitableException">The data are of another kind, or of another shape, than the machine's input.</exception>
    public static void Foresee(Experiment experiment, IMachine machine)
    {
        const int MnistSide = 28, DigitsSide = 8, Figures = 10;
        var settings = experiment.Data;
        if (SeriesSets.Knows(settings.Set) != machine is ISequenceMachine)
        {
            throw new UnsuitableException(
                machine is ISequenceMachine
                    ? $"data: {ValueTypes.Word(settings.Set)} is no set of series, which a machine of kind {machine.Kind} reads; use smnist, uea, adding "
                    + "or series-file, among others"
                    : $"data: {ValueTypes.Word(settings.Set)} is a set of series, which a {machine.Kind} machine does not read; use machine.kind: hssm",
                Places.Of(settings, "data.set"));
        }

        var side = settings.Set switch
        {
            DataSetKind.Mnist when MnistSide % (settings.Pool ?? 1) == 0 => MnistSide / (settings.Pool ?? 1),
            DataSetKind.Digits => DigitsSide,
            _ => 0,
        };
        if (side > 0 && machine is not ISequenceMachine)
            Fit(settings, machine, $"{ValueTypes.Word(settings.Set)} train", (side * side, 0, Figures));
    }

    private static void Fit(DataSettings settings, IMachine machine, string name, (int Features, int Targets, int Classes) sample)
    {
        if (sample.Features != machine.Features || sample.Targets != machine.Targets)
        {
            var answers = ClassesOf(machine) is > 0 and var classes ? $" (it answers by the brightest of {classes} outputs)" : "";
            throw new UnsuitableException(
                $"data: {name} has {sample.Features} inputs and {sample.Targets} targets a sample, but this "
                + $"{machine.Kind} machine takes {machine.Features} inputs and {machine.Targets} targets{answers}; "
                + "change data.set or the machine",
                Places.Of(settings, "data.set"));
        }

        if (machine is IEvolves judged && sample.Classes > judged.Outputs)
        {
            throw new UnsuitableException(
                $"data: {name} has {sample.Classes} classes, but this {machine.Kind} machine gives "
                + $"{judged.Outputs} answers",
                Places.Of(settings, "data.set"));
        }
    }

    /// <summary>Classes of a machine that answers by its brightest output; 0 where it is judged by targets.</summary>
    public static int ClassesOf(IMachine machine) =>
        machine is IEvolves answering && machine.Targets == 0 ? answering.Outputs : 0;

    private static DataFolder Folder(DataSettings settings, string? folder) =>
        settings.Path is { } path ? DataFolder.OfSet(path) : DataFolder.Usual(folder);

    private static DataSplits Moons(DataSettings settings, ulong seed)
    {
        const int Usual = 256, Tested = 1024;
        return new DataSplits(
            Part("train", settings.Samples ?? Usual),
            settings.Validation is > 0 and var validation ? Part("validation", validation) : null,
            new Lazy<IDataSet>(() => Part("test", Tested)));

        MoonsDataSet Part(string part, int count) => new(part, count, settings.Noise ?? 0.1, seed);
    }

    private static DataSplits Ising(DataSettings settings, IMachine machine, ulong seed)
    {
        var spins = machine is IEvolves evolving ? evolving.Outputs : 0;
        var most = spins * (spins - 1) / 2;
        return machine.Targets != most || spins < 2
            ? throw new UnsuitableException(
                $"data: couplings of spins are nothing for a {machine.Kind} machine; use machine.kind: ising", Places.Of(settings, "data.set"))
            : settings.Bonds is { } bonds && (bonds < spins - 1 || bonds > most)
            ? throw new UnsuitableException(
                $"data: {bonds} bonds do not join {spins} spins; data.bonds is {spins - 1} to {most}", Places.Of(settings, "data.bonds"))
            : new DataSplits(IsingDataSet.Draw(spins, settings.Bonds, seed));
    }

    /// <summary>Training images as they are shown, where that is not as they are.</summary>
    private static DataSplits Augmented(DataSplits splits, Experiment experiment)
    {
        if (experiment.Data.Augment is not { } augment)
            return splits;
        var images = (ImageDataSet)splits.Train;
        return augment.Shift < Math.Min(images.Rows, images.Columns)
            ? splits with { Train = new AugmentedImages(images, augment.Noise, augment.Shift, experiment.Seed) }
            : throw new UnsuitableException(
                $"data: a shift by {augment.Shift} pixels moves images of {images.Rows} x {images.Columns} out of sight; "
                + $"data.augment.shift is at most {Math.Min(images.Rows, images.Columns) - 1}",
                Places.Of(experiment.Data, "data.augment"));
    }

    private static DataSplits Series(DataSettings settings, IMachine machine)
    {
        var (window, horizon) = (settings.Window!.Value, settings.Horizon!.Value);
        if ((window, horizon) != (machine.Features, machine.Targets))
        {
            throw new UnsuitableException(
                $"data: a window of {window} and a horizon of {horizon} numbers do not fit this {machine.Kind} machine, "
                + $"which takes {machine.Features} inputs and is judged by {machine.Targets} targets; "
                + "change data or the machine",
                Places.Of(settings, window == machine.Features ? "data.horizon" : "data.window"));
        }

        return SeriesDataSet.Load(
            settings.Path!, window, horizon, settings.Stride ?? 1, settings.Validation ?? 0, settings.Limit);
    }

    private static DataSplits Table(DataSettings settings, IMachine machine)
    {
        var classes = ClassesOf(machine);
        if (settings.Label is true && classes == 0)
        {
            throw new UnsuitableException(
                $"data: this {machine.Kind} machine is judged by {machine.Targets} targets, not by a label; "
                + $"use targetColumns: {machine.Targets}",
                Places.Of(settings, "data.label"));
        }

        if (settings.TargetColumns is { } columns && columns != machine.Targets)
        {
            throw new UnsuitableException(
                classes > 0
                    ? $"data: this {machine.Kind} machine is judged by a label, not by targets; use label: true"
                    : $"data: this {machine.Kind} machine is judged by {machine.Targets} targets a sample, "
                    + $"not by {columns}",
                Places.Of(settings, "data.targetColumns"));
        }

        return TableDataSet.Load(
            settings.Path!, machine.Features, machine.Targets, classes, settings.Validation ?? 0, settings.Limit);
    }
}
