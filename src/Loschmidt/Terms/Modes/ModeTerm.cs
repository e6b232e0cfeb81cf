using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms.Modes;

/// <summary>
/// H = Σ_k f(θ_k) K_k(Ψ) over elements that share no mode; every quantity and every strength combine.
/// </summary>
/// <remarks>
/// Flow: K's flow for τ = f(θ)dt. Response: K is conserved by its own flow, hence f′(θ) K dt, the one-point form.
/// Tangent: dτ = f′(θ) dθ dt, and d(response) = (f″ dθ K + f′ dK) dt.
/// </remarks>
internal sealed class ModeTerm<T, TQuantity> : ITerm<T>, ICountsModes
    where T : unmanaged, IFloatingPointIeee754<T>
    where TQuantity : struct, IModeQuantity
{
    private readonly ModePair[] _pairs;
    private readonly Strength _strength;

    public ModeTerm(string name, ModePair[] pairs, Strength strength)
    {
        ThrowIfShared(name, pairs);
        if (strength.Elements != 0 && strength.Elements != pairs.Length)
            throw new ArgumentException($"term '{name}' has {pairs.Length} elements and {strength.Elements} strengths");

        _pairs = pairs;
        _strength = strength;
        Name = name;
        Tensors = strength.IsTrainable ? [("theta", [pairs.Length])] : [];
    }

    public string Name { get; }

    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors { get; }

    private static bool Two => TQuantity.Modes == 2;

    public void Weigh(Span<double> worth)
    {
        foreach (var pair in _pairs)
        {
            if (TQuantity.Worth != 1)
            {
                worth[pair.Second] = TQuantity.Worth;
            }
        }
    }

    public void Energy(PhaseView<T> x, in Control<T> control, Span<double> energy)
    {
        for (var k = 0; k < _pairs.Length; k++)
        {
            var f = _strength.Value(k, Theta(control, k));
            for (var i = 0; i < x.Active; i += Vector512<T>.Count)
            {
                var value = TQuantity.Value(ModeLanes<T>.Load(x, _pairs[k], Two, i));
                for (var lane = 0; lane < Math.Min(Vector512<T>.Count, x.Active - i); lane++)
                    energy[i + lane] += f * double.CreateTruncating(value[lane]);
            }
        }
    }

    public void Flow(PhaseView<T> x, in Control<T> control, double dt)
    {
        for (var k = 0; k < _pairs.Length; k++)
        {
            var (a, b) = Factors(_strength.Value(k, Theta(control, k)) * dt);
            for (var i = 0; i < x.Lanes; i += Vector512<T>.Count)
            {
                var modes = ModeLanes<T>.Load(x, _pairs[k], Two, i);
                TQuantity.Flow(ref modes, a, b);
                modes.Store(x, _pairs[k], Two, i);
            }
        }
    }

    public void Response(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
        if (!_strength.IsTrainable)
            return;

        for (var k = 0; k < _pairs.Length; k++)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Active; i += Vector512<T>.Count)
                sum += Sum(TQuantity.Value(ModeLanes<T>.Load(x, _pairs[k], Two, i)), x.Active - i);

            response[k] += _strength.Slope(k, Theta(control, k)) * sum * dt;
        }
    }

    public void Tangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt,
        Span<double> dResponse)
    {
        for (var k = 0; k < _pairs.Length; k++)
        {
            var θ = Theta(control, k);
            var dθ = dTheta.IsEmpty || !_strength.IsTrainable ? 0 : dTheta[k];
            var slope = _strength.Slope(k, θ);
            var (a, b) = Factors(_strength.Value(k, θ) * dt);
            var dτ = Vector512.Create(T.CreateTruncating(slope * dθ * dt));
            var (sum, dSum) = (0.0, 0.0);
            for (var i = 0; i < x.Lanes; i += Vector512<T>.Count)
            {
                var modes = ModeLanes<T>.Load(x, _pairs[k], Two, i);
                var dModes = ModeLanes<T>.Load(dx, _pairs[k], Two, i);
                sum += Sum(TQuantity.Value(modes), x.Active - i);
                dSum += Sum(TQuantity.Tangent(ref modes, ref dModes, a, b, dτ), x.Active - i);
                modes.Store(x, _pairs[k], Two, i);
                dModes.Store(dx, _pairs[k], Two, i);
            }

            if (_strength.IsTrainable)
                dResponse[k] += (_strength.Curvature(k, θ) * dθ * sum + slope * dSum) * dt;
        }
    }

    public void PullBack(
        PhaseView<T> x, PhaseView<T> lambda, in Control<T> control, double dt,
        ReadOnlySpan<double> responseCotangent, Span<double> thetaCotangent)
    {
        for (var k = 0; k < _pairs.Length; k++)
        {
            var θ = Theta(control, k);
            var ρ = responseCotangent.IsEmpty || !_strength.IsTrainable ? 0 : responseCotangent[k];
            var (value, slope) = (_strength.Value(k, θ), _strength.Slope(k, θ));
            for (var lane = 0; lane < x.Active; lane++)
            {
                var λ = Read(lambda, k, lane);
                var (time, quantity) = TQuantity.PullBack(Read(x, k, lane), ref λ, value * dt, ρ * slope * dt);
                Write(λ, lambda, k, lane);
                if (_strength.IsTrainable)
                    thetaCotangent[k] += (time * slope + ρ * quantity * _strength.Curvature(k, θ)) * dt;
            }
        }
    }

    private double Theta(in Control<T> control, int k) => _strength.IsTrainable ? control.Parameters[k] : 0;

    private static (Vector512<T> A, Vector512<T> B) Factors(double τ)
    {
        var (a, b) = TQuantity.Factors(τ);
        return (Vector512.Create(T.CreateTruncating(a)), Vector512.Create(T.CreateTruncating(b)));
    }

    // Lane after lane in double: the same order, and the same bits, whatever the width of a vector.
    private static double Sum(Vector512<T> values, int active)
    {
        var sum = 0.0;
        for (var lane = 0; lane < Math.Min(Vector512<T>.Count, active); lane++)
            sum += double.CreateTruncating(values[lane]);

        return sum;
    }

    private ModeValues Read(PhaseView<T> x, int k, int lane)
    {
        var (first, second) = (_pairs[k].First * x.Lanes + lane, _pairs[k].Second * x.Lanes + lane);
        return new ModeValues
        {
            Q1 = double.CreateTruncating(x.Q[first]),
            P1 = double.CreateTruncating(x.P[first]),
            Q2 = Two ? double.CreateTruncating(x.Q[second]) : 0,
            P2 = Two ? double.CreateTruncating(x.P[second]) : 0,
        };
    }

    private void Write(in ModeValues value, PhaseView<T> x, int k, int lane)
    {
        var (first, second) = (_pairs[k].First * x.Lanes + lane, _pairs[k].Second * x.Lanes + lane);
        x.Q[first] = T.CreateTruncating(value.Q1);
        x.P[first] = T.CreateTruncating(value.P1);
        if (Two)
        {
            x.Q[second] = T.CreateTruncating(value.Q2);
            x.P[second] = T.CreateTruncating(value.P2);
        }
    }

    private static void ThrowIfShared(string name, ModePair[] pairs)
    {
        var seen = new HashSet<int>();
        foreach (var pair in pairs)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(pair.First, nameof(pairs));
            if (!seen.Add(pair.First) || (Two && !seen.Add(pair.Second)))
            {
                throw new ArgumentException(
                    $"two elements of term '{name}' share mode {pair.First} or {pair.Second}; they need not "
                        + $"commute, so give them terms of their own");
            }
        }
    }
}
