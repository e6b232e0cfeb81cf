using Loschmidt.Machines;

namespace Loschmidt.Learning;

/// <summary>The full physical cycle: the machine teaches itself, and nothing measured inside is fed back.</summary>
/// <remarks>
/// One echo: prepare, forward, inject the error, reverse, echo, reverse. It leaves π → π − ε ∂C/∂θ and θ → θ + ε ∂C/∂π.
/// The decay step then turns the momentum into a displacement, θ −= η ∂C/∂θ with η = εΩ/Γ.
/// <para>V. López-Pastor, F. Marquardt, Phys. Rev. X 13 (2023) 031020.</para>
/// </remarks>
public sealed record SelfLearningCycle
{
    /// <summary>ε of one whole step: the time for which the cost acts.</summary>
    public required double Epsilon { get; init; }

    /// <summary>Γ, the damping rate of the decay step.</summary>
    public required double DecayRate { get; init; }

    /// <summary>T_D, the duration of the decay step; infinity for a complete decay, finite for heavy-ball memory.</summary>
    public double DecayTime { get; init; } = double.PositiveInfinity;

    /// <summary>How the echoes are arranged.</summary>
    public EchoProtocol Protocol { get; init; } = EchoProtocol.OneSided;

    /// <summary>Forward and echo passes of one step.</summary>
    public int Passes => Protocol switch
    {
        EchoProtocol.OneSided => 2,
        EchoProtocol.Symmetric => 8,
        _ => 4,
    };

    /// <summary>Whether the machine can teach itself this way.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="reason">Why not; empty when it can.</param>
    public bool Supports(IMachine machine, out string reason)
    {
        reason = machine switch
        {
            IRefuses refusing when refusing.Refusal<IReverses>() is { } why => why,
            not IReverses => $"a {machine.Kind} machine cannot be reversed, so it cannot teach itself",
            { Learning.Matter: { ThetaIsOdd: true, Name: var odd } } when Protocol is EchoProtocol.Pair or EchoProtocol.Symmetric =>
                $"between its echoes Θ alone is reversed, and the θ of {odd} matter is odd: the next echo would find −θ; use protocol: one-sided",
            { Learning: { Flows: true, Matter.Name: var matter } } when Protocol == EchoProtocol.TwoSided =>
                $"two echoes from the same θ need a θ that can be set back, and {matter} matter moves during a pass; use protocol: pair or symmetric",
            _ when machine.Learning.DecayInverseMass == 0 =>
                $"the learning field of this {machine.Kind} machine has infinite mass (Omega = 0), so a decay step cannot move it",
            _ => "",
        };
        return reason.Length == 0;
    }

    /// <summary>The echoes of one step, without the decay: π += −ε ∂C/∂θ, summed over the samples of the batch.</summary>
    /// <param name="machine">The machine; its Θ is kicked in place.</param>
    /// <param name="batch">The samples, side by side; one only where θ recoils.</param>
    /// <returns>C at the (last) turning point, before the error is injected, summed over samples. For the log only.</returns>
    public double Kick(IReverses machine, Batch batch)
    {
        switch (Protocol)
        {
            case EchoProtocol.OneSided:
                return Echo(machine, batch, Epsilon);
            case EchoProtocol.TwoSided:
                return TwoSided(machine, batch);
            case EchoProtocol.Pair:
                Echo(machine, batch, Epsilon / 2);
                machine.Learning.Reverse();
                var cost = Echo(machine, batch, -Epsilon / 2);
                machine.Learning.Reverse();
                return cost;
            default:
                Echo(machine, batch, Epsilon / 4);
                machine.Learning.Reverse();
                Echo(machine, batch, -Epsilon / 4);
                Echo(machine, batch, -Epsilon / 4);
                machine.Learning.Reverse();
                return Echo(machine, batch, Epsilon / 4);
        }
    }

    /// <summary>One whole step: <see cref="Kick"/>, then the decay.</summary>
    /// <param name="machine">The machine; its Θ learns in place.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="schedule">The schedule's factor on Ω/Γ (never on ε, which reversal noise does not scale with).</param>
    /// <returns>C at the turning point, summed over samples.</returns>
    public double Step(IReverses machine, Batch batch, double schedule = 1)
    {
        var cost = Kick(machine, batch);
        machine.Learning.Decay(DecayRate, DecayTime, schedule);
        return cost;
    }

    private double Echo(IReverses machine, Batch batch, double epsilon)
    {
        machine.Prepare(batch);
        machine.Evolve();
        var cost = machine.Cost();
        machine.Reverse();

        // The laboratory injects the flow of C before the reversal; −ε after it is the same thing.
        machine.Nudge(-epsilon);
        machine.Return();
        machine.Reverse();
        return cost;
    }

    private double TwoSided(IReverses machine, Batch batch)
    {
        var field = machine.Learning;
        var start = new LearningField(field.Count, field.InverseMass, field.DecayInverseMass);
        var plus = new LearningField(field.Count, field.InverseMass, field.DecayInverseMass);
        start.CopyFrom(field);
        Echo(machine, batch, Epsilon / 2);
        plus.CopyFrom(field);
        field.CopyFrom(start);
        var cost = Echo(machine, batch, -Epsilon / 2);
        Combine(start.Theta, plus.Theta, field.Theta);
        Combine(start.Pi, plus.Pi, field.Pi);
        return cost;
    }

    private static void Combine(ReadOnlySpan<double> start, ReadOnlySpan<double> plus, Span<double> minus)
    {
        for (var i = 0; i < minus.Length; i++)
        {
            minus[i] = start[i] + (plus[i] - minus[i]);
        }
    }
}
