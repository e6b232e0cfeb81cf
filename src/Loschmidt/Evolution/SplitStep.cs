using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.PhaseSpace;
using Loschmidt.Splitting;
using Loschmidt.Terms;

namespace Loschmidt.Evolution;

/// <summary>One step of the joint dynamics of a phase point and Θ = (θ, π): the splitting's table, executed.</summary>
/// <remarks>
/// Before a term flows, π hears it: π −= ∫ ∂A/∂θ along the flow about to start. The learning field's free flight θ +=
/// Ωπt joins the first part without parameters, where it commutes with everything; if every part has parameters it is
/// a part of its own.
/// </remarks>
internal sealed partial class SplitStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly HeardTerm<T>[][] _parts;
    private readonly Stage[] _stages;
    private readonly double _inverseMass;
    private readonly int _flightPart;
    private readonly double[] _response;
    private readonly double[] _cotangent;

    /// <summary>Plans the step.</summary>
    /// <param name="hamiltonian">The parts.</param>
    /// <param name="scheme">The table.</param>
    /// <param name="inverseMass">Ω; 0 where θ is frozen.</param>
    public SplitStep(Hamiltonian<T> hamiltonian, SplittingScheme scheme, double inverseMass)
    {
        var offset = 0;
        _parts = [.. hamiltonian.Parts.Select(part => part.Select(Place).ToArray())];
        _inverseMass = inverseMass;
        _flightPart = inverseMass == 0
            ? -1
            : Array.FindIndex(_parts, part => Array.TrueForAll(part, term => term.Count == 0));
        if (inverseMass != 0 && _flightPart < 0)
        {
            _flightPart = _parts.Length;
            _parts = [.. _parts, []];
        }

        _stages = [.. scheme.Stages(_parts.Length)];
        IsPalindromic = scheme.IsPalindromic(_parts.Length);
        _response = new double[offset];
        _cotangent = new double[offset];

        HeardTerm<T> Place(ITerm<T> term)
        {
            var count = term.Tensors.Sum(tensor => tensor.Shape.Aggregate(1, (product, extent) => product * extent));
            var placed = new HeardTerm<T>(term, offset, count);
            offset += count;
            return placed;
        }
    }

    /// <summary>Whether a reversed state finds its way home through this step.</summary>
    public bool IsPalindromic { get; }

    /// <summary>The terms and the places of their parameters.</summary>
    public IEnumerable<HeardTerm<T>> Terms => _parts.SelectMany(part => part);

    /// <summary>Number of flows of a term in one step.</summary>
    public int Flows => _stages.Sum(stage => _parts[stage.Part].Length);

    /// <summary>Advances x, θ and π by dt; allocates nothing.</summary>
    public void Step(PhaseView<T> x, Span<double> theta, Span<double> pi, ReadOnlySpan<T> drive, double dt)
    {
        foreach (var (part, coefficient) in _stages)
        {
            var time = coefficient * dt;
            foreach (var term in _parts[part])
            {
                Hear(term, x, theta, pi, drive, time);
                term.Term.Flow(x, term.Control(theta, drive), time);
            }

            Fly(part, theta, pi, time);
        }
    }

    /// <summary>Advances (x, θ, π) and an infinitesimal displacement (dx, dθ, dπ) together; allocates
    /// nothing.</summary>
    public void Tangent(in JointState<T> at, in JointState<T> displacement, ReadOnlySpan<T> drive, double dt)
    {
        foreach (var (part, coefficient) in _stages)
        {
            var time = coefficient * dt;
            foreach (var term in _parts[part])
            {
                Hear(term, at.X, at.Theta, at.Pi, drive, time);
                TangentOf(term, at.X, at, displacement, drive, time);
            }

            Fly(part, at.Theta, at.Pi, time);
            Fly(part, displacement.Theta, displacement.Pi, time);
        }
    }

    private void TangentOf(
        HeardTerm<T> term, PhaseView<T> x, in JointState<T> at, in JointState<T> displacement, ReadOnlySpan<T> drive,
        double time)
    {
        var dResponse = _response.AsSpan(term.Offset, term.Count);
        dResponse.Clear();
        var dθ = _inverseMass == 0 ? default : displacement.Theta.Slice(term.Offset, term.Count);
        term.Term.Tangent(x, displacement.X, term.Control(at.Theta, drive), dθ, time, dResponse);
        var dπ = displacement.Pi.Slice(term.Offset, term.Count);
        TensorPrimitives.Subtract(dπ, dResponse, dπ);
    }

    private void Hear(
        HeardTerm<T> term, PhaseView<T> x, ReadOnlySpan<double> theta, Span<double> pi, ReadOnlySpan<T> drive,
        double time)
    {
        if (term.Count == 0)
        {
            return;
        }

        var heard = pi.Slice(term.Offset, term.Count);
        TensorPrimitives.Subtract(heard, ResponseOf(term, x, theta, drive, time), heard);
    }

    private Span<double> ResponseOf(
        HeardTerm<T> term, PhaseView<T> x, ReadOnlySpan<double> theta, ReadOnlySpan<T> drive, double time)
    {
        var response = _response.AsSpan(term.Offset, term.Count);
        response.Clear();
        term.Term.Response(x, term.Control(theta, drive), time, response);
        return response;
    }

    private void Fly(int part, Span<double> theta, ReadOnlySpan<double> pi, double time)
    {
        if (part == _flightPart)
        {
            TensorPrimitives.MultiplyAdd(pi, _inverseMass * time, theta, theta);
        }
    }
}
