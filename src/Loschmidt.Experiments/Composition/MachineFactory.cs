using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Baselines;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Fields;
using Loschmidt.Fields.Matter;
using Loschmidt.Fields.Photonic;
using Loschmidt.Graphs;
using Loschmidt.Machines;
using Loschmidt.Scattering;
using Loschmidt.Relaxation;
using Loschmidt.Sequences;
using Loschmidt.Spins;

namespace Loschmidt.Experiments.Composition;

/// <summary>The one place that knows every machine: from the settings in an experiment to a machine that runs.</summary>
public static class MachineFactory
{
    /// <summary>The machines an experiment can name.</summary>
    public static MachineKinds Kinds { get; } = new(
        ("wave", typeof(WaveSettings)),
        ("photonic", typeof(PhotonicSettings)),
        ("ring", typeof(RingSettings)),
        ("random-graph", typeof(RandomGraphSettings)),
        ("binary-network", typeof(BinaryNetworkSettings)),
        ("ising", typeof(IsingSettings)),
        ("formula", typeof(FormulaSettings)),
        ("pinball", typeof(PinballSettings)),
        ("duffing-ring", typeof(DuffingRingSettings)),
        ("josephson-array", typeof(JosephsonArraySettings)),
        ("kerr-resonators", typeof(KerrResonatorSettings)),
        ("hssm", typeof(HssmSettings)),
        ("scattering", typeof(ScatteringSettings)),
        ("phase-oscillators", typeof(PhaseOscillatorSettings)),
        ("resistors", typeof(ResistorSettings)),
        ("spins", typeof(SpinWaveSettings)),
        ("matter-wave", typeof(MatterWaveSettings)),
        ("fibre-loop", typeof(FibreLoopSettings)),
        ("perceptron", typeof(PerceptronSettings)),
        ("device", typeof(WireSettings)));

    /// <summary>Builds a machine.</summary>
    /// <param name="settings">One of the records registered in <see cref="Kinds"/>.</param>
    /// <param name="precision">Arithmetic of its field.</param>
    /// <param name="seed">Draws its initial parameters.</param>
    /// <param name="lanes">Samples side by side of machines that leave it open: those that read series.</param>
    /// <param name="threads">Workers within one machine, likewise; 0 means every core.</param>
    /// <exception cref="UnsuitableException">The settings contradict each other, or the machine cannot run in this arithmetic.</exception>
    public static IEvolves Build(object settings, Precision precision, ulong seed, int lanes = 1, int threads = 0)
    {
        try
        {
            return precision == Precision.Float
                ? Build<float>(settings, precision, seed, lanes, threads)
                : Build<double>(settings, precision, seed, lanes, threads);
        }
        catch (ArgumentException problem)
        {
            var reason = WithoutParameter(problem).ReplaceLineEndings(" ");
            throw new UnsuitableException($"machine: {reason}", Places.Told(settings, "machine", reason), problem);
        }
    }

    /// <summary>The machine of an experiment, with its imperfections and behind a device where it asks for them.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="lanes">As of the other overload.</param>
    /// <param name="threads">As of the other overload.</param>
    /// <exception cref="UnsuitableException">As of the other overload, or the machine can be no device.</exception>
    internal static IEvolves Build(Experiment experiment, int lanes = 1, int threads = 0)
    {
        if (experiment.Machine is WireSettings wire)
            return DeviceLink.Open(wire, experiment);
        return DeviceFactory.Wrap(ImperfectionFactory.Wrap(Ideal, experiment), Ideal, experiment);

        IEvolves Ideal() =>
            MatterWrap.Around(Build(experiment.Machine, experiment.Training.Precision, experiment.Seed, lanes, threads), experiment);
    }

    /// <summary>The name of a parameter of ours says nothing to whoever wrote the experiment.</summary>
    internal static string WithoutParameter(Exception problem) => problem is ArgumentException { ParamName: { } name }
        ? problem.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : problem.Message;

    private static IEvolves Build<T>(object settings, Precision precision, ulong seed, int lanes, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var arithmetic = precision == Precision.FixedPoint ? Arithmetic.FixedPoint : Arithmetic.Floating;
        return settings switch
        {
            RingSettings ring => GraphMachines.Build<T>(ring, seed, arithmetic),
            HssmSettings stack when arithmetic == Arithmetic.Floating => new HssmMachine<T>(stack, lanes, seed, threads),
            FormulaSettings formula => FormulaMachines.Build<T>(formula, seed, arithmetic),
            RandomGraphSettings graph => GraphMachines.Build<T>(graph, seed, arithmetic),
            BinaryNetworkSettings network => BinaryMachines.Build<T>(network, seed, arithmetic),
            IsingSettings spins => BinaryMachines.Build<T>(spins, seed, arithmetic),
            PinballSettings pinball => GraphMachines.Build<T>(pinball, seed, arithmetic),
            DuffingRingSettings ring => GraphMachines.Build<T>(ring, seed, arithmetic),
            JosephsonArraySettings array => GraphMachines.Build<T>(array, seed, arithmetic),
            PerceptronSettings or ScatteringSettings or PhaseOscillatorSettings or ResistorSettings when arithmetic == Arithmetic.FixedPoint =>
                throw new UnsuitableException(
                    $"a {Kinds.KindOf(settings)} machine has no use for fixed point: nothing in it is ever run backwards; "
                    + "use precision: float or double",
                    Places.Of(settings, "training.precision") ?? Places.Of(settings, "machine")),
            PerceptronSettings perceptron => new PerceptronMachine<T>(perceptron, seed),
            _ when arithmetic == Arithmetic.FixedPoint => throw new UnsuitableException(
                $"a {Kinds.KindOf(settings)} machine cannot run in fixed point: its field turns by an angle that depends on the "
                + "field itself, and a rotation by an angle read from a rounded state is not undone by the same rotation back; only machines "
                + "whose every flow is a shear (kicks and drifts, such as kind: ring) return to the last bit. Use precision: double",
                Places.Of(settings, "training.precision") ?? Places.Of(settings, "machine")),
            ScatteringSettings scattering => Scatterer<T>(scattering, seed),
            WaveSettings wave => new WaveMachine<T>(wave, seed),
            SpinWaveSettings spins => new SpinWaveMachine<T>(spins, seed),
            MatterWaveSettings matter => new WaveMachine<T>(MatterWave.Wave(matter), seed, "matter-wave"),
            FibreLoopSettings loop => PhotonicNetworkBuilder.FibreLoop(loop).Build<T>(Vector512<T>.Count, seed),
            KerrResonatorSettings resonators => GraphMachines.Build<T>(resonators, seed),
            PhaseOscillatorSettings oscillators => new PhaseOscillatorMachine<T>(oscillators, seed),
            ResistorSettings resistors => new ResistorMachine<T>(resistors, seed),
            WireSettings => throw new UnsuitableException(
                "a machine of kind device is not simulated here, so it can be trained, evaluated and asked, but not looked into; "
                + "use train, evaluate or predict", Places.Of(settings, "machine")),
            PhotonicSettings photonic => PhotonicNetworkBuilder.DigitReader(photonic).Build<T>(Vector512<T>.Count, seed),
            _ => throw new ArgumentException($"no machine is built from {settings.GetType().Name}", nameof(settings)),
        };
    }

    private static ScatteringMachine<T> Scatterer<T>(ScatteringSettings settings, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = ScatteringNetworks.Build(settings, seed);
        return new ScatteringMachine<T>(network, ScatteringNetworks.Initial(network, settings, seed));
    }
}
