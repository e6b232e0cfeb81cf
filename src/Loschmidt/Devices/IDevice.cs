using System.Numerics;

namespace Loschmidt.Devices;

/// <summary>What a laboratory offers: one machine on a table, one sample at a time.</summary>
/// <remarks>
/// Nothing of the machine's inside is here, but what can be measured; a cost is worked out by whoever reads. A device that lacks a verb says so in <see
/// cref="DeviceDescription.Verbs"/> and throws <see cref="NotSupportedException"/> with the reason. <see cref="SimulatedDevice"/> makes one of any machine, and <see
/// cref="DeviceMachine"/> a machine of any device, so that trainers and estimators drive either.
/// </remarks>
public interface IDevice
{
    /// <summary>What is fixed about it.</summary>
    DeviceDescription Description { get; }

    /// <summary>Experiments done so far: waves sent through, each way counted, each probe counted.</summary>
    long Experiments { get; }

    /// <summary>ω of the light in use, from the reference frequency; of devices that can be probed.</summary>
    double Frequency { get; set; }

    /// <summary>Tells which training step (negative outside of training) and block of samples follow: for the laboratory's log, and to name a simulator's noise.</summary>
    void Announce(long moment, int block);

    /// <summary>Sets the parameters; momenta are at rest.</summary>
    /// <param name="theta">θ, [parameters].</param>
    void Load(ReadOnlySpan<double> theta);

    /// <summary>Sets what the next sample's nudge and cost aim at; before <see cref="Prepare"/>.</summary>
    /// <param name="targets">[targets].</param>
    /// <param name="label">Its class; −1 where it has none.</param>
    /// <exception cref="NotSupportedException">The device has no nudge.</exception>
    void Aim(ReadOnlySpan<double> targets, int label);

    /// <summary>Sets one sample's inputs.</summary>
    /// <param name="input">[features].</param>
    void Prepare(ReadOnlySpan<double> input);

    /// <summary>Runs it forward, or asks it for its outputs.</summary>
    void Evolve();

    /// <summary>Reads the outputs.</summary>
    /// <param name="outputs">[outputs], overwritten.</param>
    void Read(Span<double> outputs);

    /// <summary>C of the aim, as the apparatus that nudges measures it.</summary>
    /// <exception cref="NotSupportedException">The device has no nudge.</exception>
    double Cost();

    /// <summary>Reverses time: phase conjugation of everything.</summary>
    /// <exception cref="NotSupportedException">The device has no echo.</exception>
    void Reverse();

    /// <summary>Lets the cost act for a time ε, between reversal and return.</summary>
    /// <exception cref="NotSupportedException">The device has no echo.</exception>
    void Nudge(double epsilon);

    /// <summary>Runs home.</summary>
    /// <exception cref="NotSupportedException">The device has no echo.</exception>
    void Return();

    /// <summary>Reads the momenta of the parameters.</summary>
    /// <param name="momenta">π, [parameters], overwritten.</param>
    /// <exception cref="NotSupportedException">The device has no echo.</exception>
    void Listen(Span<double> momenta);

    /// <summary>Sends a steady tone in and records the fields: one experiment.</summary>
    /// <param name="incoming">a_in, [modes]; zero where there is no port.</param>
    /// <param name="fields">a at every mode's tap, [modes], overwritten.</param>
    /// <param name="outgoing">a_out at every mode, [modes], overwritten; zero where there is no port.</param>
    /// <exception cref="NotSupportedException">The device has no ports.</exception>
    void Probe(ReadOnlySpan<Complex> incoming, Span<Complex> fields, Span<Complex> outgoing);
}
