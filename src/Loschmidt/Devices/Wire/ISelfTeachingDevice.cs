namespace Loschmidt.Devices.Wire;

/// <summary>A sealed machine that teaches itself: it is prepared, run, shown its error, reversed, run home and left to decay; nothing of its inside can be had.</summary>
/// <remarks>
/// One echo: <see cref="Prepare"/>, <see cref="Evolve"/>, <see cref="Inject"/>, <see cref="Reverse"/>, <see cref="Evolve"/>, <see cref="Reverse"/>. It kicks the learning
/// field by π → π − ε ∂C/∂θ; <see cref="Decay"/> then turns momenta into displacements. Any exception that a verb throws is told to the trainer as a fault of the device.
/// <para>V. López-Pastor, F. Marquardt, Phys. Rev. X 13 (2023) 031020.</para>
/// </remarks>
public interface ISelfTeachingDevice
{
    /// <summary>What it says of itself: shapes, verbs, ranges, units, times, noise.</summary>
    DeviceHello About { get; }

    /// <summary>Writes one sample's input into the field; Θ is not touched.</summary>
    /// <param name="input">[features], within the stated range.</param>
    void Prepare(ReadOnlySpan<double> input);

    /// <summary>Runs: out or, after a reversal, home.</summary>
    void Evolve();

    /// <summary>Lets the flow of the cost act on the field for a time ε, before the reversal.</summary>
    /// <param name="target">[targets], within the stated range.</param>
    /// <param name="epsilon">ε; of either sign where the stated range says so.</param>
    void Inject(ReadOnlySpan<double> target, double epsilon);

    /// <summary>Reverses field and learning field: q → q, p → −p, π → −π.</summary>
    void Reverse();

    /// <summary>Reverses the learning field alone: π → −π.</summary>
    void ReverseLearning();

    /// <summary>Lets momenta decay into displacements, θ̇ = Ωπ, π̇ = −Γπ, with the field empty.</summary>
    /// <param name="rate">Γ.</param>
    /// <param name="time">T_D; infinite for a complete decay.</param>
    /// <param name="temperature">kT of the bath.</param>
    void Decay(double rate, double time, double temperature);

    /// <summary>Reads the outputs without disturbing what runs.</summary>
    /// <param name="outputs">[outputs], overwritten.</param>
    void Read(Span<double> outputs);

    /// <summary>Keeps the whole present state of Θ, and everything else that later results depend on.</summary>
    /// <returns>A name for what the device keeps, or its content: nobody else looks inside.</returns>
    string Snapshot();

    /// <summary>Goes back to a state that was kept.</summary>
    /// <param name="snapshot">What <see cref="Snapshot"/> gave.</param>
    /// <exception cref="ArgumentException">It is none of this device's.</exception>
    void Restore(string snapshot);
}
