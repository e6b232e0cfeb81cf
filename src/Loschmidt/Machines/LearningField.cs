using System.Numerics.Tensors;

namespace Loschmidt.Machines;

/// <summary>The learning field Θ = (θ, π): the parameters and their canonical momenta, part of a machine's state.</summary>
/// <remarks>
/// During a pass π̇ = −∂H/∂θ, so π hears every flow of the machine; θ̇ = Ωπ. With Ω = 0 the parameters are frozen during a
/// pass and several lanes may share them; with Ω ≠ 0 they recoil and samples pass one after another.
/// Always double, whatever the precision of the evaluation field. A field can be made of <see cref="LearningMatter"/>, whose energy takes the place of Ωπ²/2.
/// </remarks>
public sealed class LearningField
{
    private readonly double[] _theta;
    private readonly double[] _pi;
    private double[] _carriers = [];
    private double[] _shown = [];
    private double[] _kicks = [];

    /// <summary>A field at rest at the origin.</summary>
    /// <param name="count">Number of parameters.</param>
    /// <param name="inverseMass">Ω of H_θ = Ωπ²/2 during a pass; 0 freezes θ.</param>
    /// <param name="decayInverseMass">Ω during the decay step; the same physical constant, also where θ is held during a pass.</param>
    public LearningField(int count, double inverseMass, double decayInverseMass)
    {
        ThrowUnlessMass(inverseMass, nameof(inverseMass));
        ThrowUnlessMass(decayInverseMass, nameof(decayInverseMass));

        _theta = new double[count];
        _pi = new double[count];
        InverseMass = inverseMass;
        DecayInverseMass = decayInverseMass;
    }

    /// <summary>θ, the trained parameters.</summary>
    public Span<double> Theta => _theta;

    /// <summary>π, the momenta conjugate to θ.</summary>
    public Span<double> Pi => _pi;

    /// <summary>Ω, the inverse mass during a pass.</summary>
    public double InverseMass { get; }

    /// <summary>Ω during the decay step.</summary>
    public double DecayInverseMass { get; private set; }

    /// <summary>Whether θ moves during a pass: it recoils (Ω ≠ 0), or is made of matter that is not held.</summary>
    public bool Recoils => InverseMass != 0 || Flows;

    /// <summary>What stands behind θ; null where θ and π are all there is, free particles.</summary>
    public LearningMatter? Matter { get; private set; }

    /// <summary>Whether its matter moves during a pass by its own energy; else it is held, and the kicks of a pass wait in π.</summary>
    public bool Flows { get; private set; }

    /// <summary>The state of the matter, [parameters × <see cref="LearningMatter.Carriers"/>]; empty where there is none.</summary>
    public Span<double> Carriers => _carriers;

    /// <summary>Number of parameters.</summary>
    public int Count => _theta.Length;

    /// <summary>Puts matter behind θ, at rest in the ground state of the present θ.</summary>
    /// <param name="matter">The matter.</param>
    /// <param name="held">Whether it is held during a pass.</param>
    /// <exception cref="InvalidOperationException">θ recoils as a free particle already.</exception>
    public void MakeOf(LearningMatter matter, bool held)
    {
        ArgumentNullException.ThrowIfNull(matter);
        if (InverseMass != 0)
        {
            throw new InvalidOperationException(
                $"θ recoils as a free particle (Ω = {InverseMass}) already, so it cannot be made of {matter.Name} matter: freeze θ during a pass (inverse mass 0)");
        }

        (Matter, Flows, DecayInverseMass) = (matter, !held, matter.InverseMass);
        _carriers = new double[checked(Count * matter.Carriers)];
        (_shown, _kicks) = (new double[Count], new double[Count]);
        Settle();
        Show();
    }

    /// <summary>Motion for a time by its own energy: free flight θ += Ωπt, the exact flow of Ωπ²/2, or the flow of its matter.</summary>
    public void Drift(double time)
    {
        if (Flows)
        {
            Absorb();
            Matter!.Drift(_carriers, time);
            Show();
        }
        else if (InverseMass != 0)
        {
            TensorPrimitives.MultiplyAdd(_pi, InverseMass * time, _theta, _theta);
        }
    }

    /// <summary>Time reversal of the learning field alone: π → −π.</summary>
    /// <remarks>Matter decides what is odd; kicks that wait in π change sign with it.</remarks>
    public void Reverse()
    {
        if (Flows)
        {
            Absorb();
            Matter!.Reverse(_carriers);
            Show();
        }
        else
        {
            TensorPrimitives.Negate<double>(_pi, _pi);
        }
    }

    /// <summary>The decay step with the field empty, θ̇ = Ωπ, π̇ = −Γπ for a time T_D, in closed form.</summary>
    /// <remarks>θ += s(Ω/Γ)(1 − e^(−ΓT_D)) π, then π ← e^(−ΓT_D) π. From π = −ε ∂C/∂θ and T_D → ∞ this is θ −= sη ∂C/∂θ, η = εΩ/Γ.</remarks>
    /// <param name="rate">Γ, the damping rate.</param>
    /// <param name="time">T_D; infinity for a complete decay.</param>
    /// <param name="scale">s, a schedule's factor on Ω/Γ.</param>
    public void Decay(double rate, double time, double scale = 1)
    {
        if (Matter is not null)
        {
            Relax(rate, time, scale, bath: null, moment: 0);
            return;
        }

        var remaining = Math.Exp(-rate * time);
        TensorPrimitives.MultiplyAdd(_pi, scale * DecayInverseMass / rate * (1 - remaining), _theta, _theta);
        TensorPrimitives.Multiply(_pi, remaining, _pi);
    }

    /// <summary>The decay step of a field made of matter.</summary>
    /// <param name="rate">Γ.</param>
    /// <param name="time">T_D; infinity until everything rests.</param>
    /// <param name="scale">A schedule's factor on what a kick moves.</param>
    /// <param name="bath">Random kicks; null where it is cold.</param>
    /// <param name="moment">The training step, which names the kicks.</param>
    /// <exception cref="InvalidOperationException">There is no matter: use <see cref="Decay"/>.</exception>
    public void Relax(double rate, double time, double scale, IThermalKicks? bath, long moment)
    {
        var matter = Matter ?? throw new InvalidOperationException("θ is made of nothing but itself: use Decay");
        Absorb();
        matter.Relax(_carriers, rate, time, scale, bath, moment);
        Show();
    }

    /// <summary>H_θ as it acts during a pass: Ωπ²/2 summed, the energy of matter that moves, or 0 where θ is held.</summary>
    public double Energy()
    {
        if (!Flows)
        {
            return 0.5 * InverseMass * TensorPrimitives.SumOfSquares<double>(_pi);
        }

        Absorb();
        return Matter!.Energy(_carriers);
    }

    /// <summary>Overwrites Θ with another of the same length, and becomes of the same matter where that one is made of some.</summary>
    public void CopyFrom(LearningField other)
    {
        if (other.Matter is { } matter && Matter != matter)
        {
            MakeOf(matter, !other.Flows);
        }

        other.Theta.CopyTo(_theta);
        other.Pi.CopyTo(_pi);
        if (other.Matter is not null)
        {
            other._carriers.CopyTo(_carriers, 0);
            other._shown.CopyTo(_shown, 0);
            other._kicks.CopyTo(_kicks, 0);
        }
    }

    /// <summary>Overwrites the state of the matter, of a field whose θ and π were overwritten with what it showed last.</summary>
    /// <param name="carriers">[parameters × <see cref="LearningMatter.Carriers"/>].</param>
    public void Restore(ReadOnlySpan<double> carriers)
    {
        carriers.CopyTo(_carriers);
        _theta.CopyTo(_shown, 0);
        _pi.CopyTo(_kicks, 0);
    }

    // θ written from outside is a new ground state; what π has gained since it was last shown is a kick.
    private void Absorb()
    {
        if (!_theta.AsSpan().SequenceEqual(_shown))
        {
            Settle();
        }

        TensorPrimitives.Subtract<double>(_pi, _kicks, _kicks);
        Matter!.Kick(_carriers, _kicks);
        _pi.CopyTo(_kicks, 0);
    }

    private void Settle()
    {
        Matter!.Settle(_theta, _carriers);
        _theta.CopyTo(_shown, 0);
        Array.Clear(_kicks);
    }

    private void Show()
    {
        Matter!.Read(_carriers, _theta, _pi);
        _theta.CopyTo(_shown, 0);
        _pi.CopyTo(_kicks, 0);
    }

    private static void ThrowUnlessMass(double value, string name)
    {
        if (!double.IsFinite(value) || value < 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "an inverse mass is a finite number >= 0");
        }
    }
}
