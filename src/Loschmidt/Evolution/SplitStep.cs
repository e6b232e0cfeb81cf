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
    private double[] _driveResponse = [];

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
        StageTimes = TimesOf(_stages, _parts);
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

    /// <summary>When the stages take place, in steps from the beginning of the step.</summary>
    /// <remarks>
    /// Time passes while the first part flows that no drive enters, and stands still during the others: the table then
    /// has the same order with a drive that changes as without one. Where all parts are driven, all see the middle.
    /// </remarks>
    public double[] StageTimes { get; }

    /// <summary>The terms and the places of their parameters.</summary>
    public IEnumerable<HeardTerm<T>> Terms => _parts.SelectMany(part => part);

    /// <summary>The term of every flow of one step, in order.</summary>
    public IEnumerable<HeardTerm<T>> Flowing => _stages.SelectMany(stage => _parts[stage.Part]);

    /// <summary>Number of flows of a term in one step.</summary>
    public int Flows => _stages.Sum(stage => _parts[stage.Part].Length);

    /// <summary>Advances x, θ and π by dt; allocates nothing.</summary>
    public void Step(PhaseView<T> x, Span<double> theta, Span<double> pi, in StepDrive<T> drive, double dt)
    {
        for (var stage = 0; stage < _stages.Length; stage++)
        {
            var (part, time) = (_stages[stage].Part, _stages[stage].Coefficient * dt);
            var u = drive.At(stage);
            foreach (var term in _parts[part])
            {
                Hear(term, x, theta, pi, u, time);
                HearDrive(term, x, theta, u, drive.Heard, time);
                term.Term.Flow(x, term.Control(theta, u), time);
            }

            Fly(part, theta, pi, time);
        }
    }

    /// <summary>Advances (x, θ, π) and an infinitesimal displacement (dx, dθ, dπ) together; allocates
    /// nothing.</summary>
    /// <param name="at">Advanced as by <c>Step</c>.</param>
    /// <param name="displacement">(dx, dθ, dπ), advanced; dθ may be empty where θ is frozen and not displaced.</param>
    /// <param name="drive">u; what is noted here is the derivative of what <c>Step</c> notes.</param>
    /// <param name="dt">The step.</param>
    public void Tangent(in JointState<T> at, in JointState<T> displacement, in StepDrive<T> drive, double dt)
    {
        for (var stage = 0; stage < _stages.Length; stage++)
        {
            var (part, time) = (_stages[stage].Part, _stages[stage].Coefficient * dt);
            var u = drive.At(stage);
            foreach (var term in _parts[part])
            {
                Hear(term, at.X, at.Theta, at.Pi, u, time);
                HearDrive(term, at.X, at, displacement, u, drive.Heard, time);
                TangentOf(term, at.X, at, displacement, u, time);
            }

            Fly(part, at.Theta, at.Pi, time);
            Fly(part, displacement.Theta, displacement.Pi, time);
        }
    }

    private static double[] TimesOf(Stage[] stages, HeardTerm<T>[][] parts)
    {
        var times = new double[stages.Length];
        Array.Fill(times, 0.5);
        var clock = Array.FindIndex(parts, part => !Array.Exists(part, term => term.Term is IDrivenTerm<T>));
        var passed = 0.0;
        for (var s = 0; clock >= 0 && s < stages.Length; s++)
        {
            var length = stages[s].Part == clock ? stages[s].Coefficient : 0;
            times[s] = passed + length / 2;
            passed += length;
        }

        return times;
    }

    private void TangentOf(
        HeardTerm<T> term, PhaseView<T> x, in JointState<T> at, in JointState<T> displacement, ReadOnlySpan<T> drive,
        double time)
    {
        var dResponse = _response.AsSpan(term.Offset, term.Count);
        dResponse.Clear();
        var dθ = displacement.Theta.IsEmpty ? default : displacement.Theta.Slice(term.Offset, term.Count);
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

    // π_u −= ∫ ∂A/∂u: the drive has a conjugate momentum of its own, and it hears as π does.
    private void HearDrive(
        HeardTerm<T> term, PhaseView<T> x, ReadOnlySpan<double> theta, ReadOnlySpan<T> drive, Span<double> heard,
        double time)
    {
        if (!heard.IsEmpty && term.Term is IDrivenTerm<T> driven)
        {
            var response = DriveScratch(heard.Length);
            driven.DriveResponse(x, term.Control(theta, drive), time, response);
            TensorPrimitives.Subtract(heard, response, heard);
        }
    }

    private void HearDrive(
        HeardTerm<T> term, PhaseView<T> x, in JointState<T> at, in JointState<T> displacement, ReadOnlySpan<T> drive,
        Span<double> heard, double time)
    {
        if (!heard.IsEmpty && term.Term is IDrivenTerm<T> driven)
        {
            var response = DriveScratch(heard.Length);
            var dθ = displacement.Theta.IsEmpty ? default : displacement.Theta.Slice(term.Offset, term.Count);
            driven.DriveTangent(x, displacement.X, term.Control(at.Theta, drive), dθ, time, response);
            TensorPrimitives.Subtract(heard, response, heard);
        }
    }

    private Span<double> DriveScratch(int length)
    {
        if (_driveResponse.Length < length)
        {
            _driveResponse = new double[length];
        }

        var response = _driveResponse.AsSpan(0, length);
        response.Clear();
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
