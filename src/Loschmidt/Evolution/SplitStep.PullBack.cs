namespace Loschmidt.Evolution;

// The reference adjoint of one step. It shares the flows of the forward pass and nothing else with the tangent.
internal sealed partial class SplitStep<T>
{
    /// <summary>Advances (x, θ, π) as <c>Step</c> does and notes the state before every flow of a term.</summary>
    /// <param name="at">Advanced in place.</param>
    /// <param name="drive">u.</param>
    /// <param name="dt">The step.</param>
    /// <param name="trace">[<see cref="Flows"/>] states, overwritten.</param>
    public void Trace(in JointState<T> at, in StepDrive<T> drive, double dt, ReadOnlySpan<TracePoint<T>> trace)
    {
        var flow = 0;
        for (var stage = 0; stage < _stages.Length; stage++)
        {
            var (part, time) = (_stages[stage].Part, _stages[stage].Coefficient * dt);
            var u = drive.At(stage);
            foreach (var term in _parts[part])
            {
                trace[flow++].Note(at);
                Hear(term, at.X, at.Theta, at.Pi, u, time);
                term.Term.Flow(at.X, term.Control(at.Theta, u), time);
            }

            Fly(part, at.Theta, at.Pi, time);
        }
    }

    /// <summary>Cotangents after a traced step become cotangents before it.</summary>
    /// <param name="trace">As noted by <c>Trace</c>.</param>
    /// <param name="cotangent">(λ, ∂C/∂θ, ∂C/∂π), replaced.</param>
    /// <param name="drive">u.</param>
    /// <param name="dt">The step.</param>
    public void PullBack(
        ReadOnlySpan<TracePoint<T>> trace, in JointState<T> cotangent, in StepDrive<T> drive, double dt)
    {
        var flow = trace.Length;
        for (var s = _stages.Length - 1; s >= 0; s--)
        {
            var (part, time) = (_stages[s].Part, _stages[s].Coefficient * dt);
            if (part == _flightPart)
            {
                for (var i = 0; i < cotangent.Pi.Length; i++)
                {
                    cotangent.Pi[i] += _inverseMass * time * cotangent.Theta[i];
                }
            }

            for (var t = _parts[part].Length - 1; t >= 0; t--)
            {
                PullBack(_parts[part][t], trace[--flow], cotangent, drive.At(s), time);
            }
        }
    }

    private void PullBack(
        HeardTerm<T> term, TracePoint<T> before, in JointState<T> cotangent, ReadOnlySpan<T> drive, double time)
    {
        // π −= response, hence ∂C/∂response = −∂C/∂π; where θ is frozen nothing ever depends on π.
        var ρ = _inverseMass == 0 ? default : _cotangent.AsSpan(term.Offset, term.Count);
        for (var i = 0; i < ρ.Length; i++)
        {
            ρ[i] = -cotangent.Pi[term.Offset + i];
        }

        term.Term.PullBack(
            before.Point.View, cotangent.X, term.Control(before.Theta, drive), time, ρ,
            cotangent.Theta.Slice(term.Offset, term.Count));
    }
}
