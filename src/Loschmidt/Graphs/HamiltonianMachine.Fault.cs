using Loschmidt.Evolution;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

// Why a pass was lost, where a term can tell: the pass is run once more, and looked at flow by flow.
public sealed partial class HamiltonianMachine<T>
{
    // A coordinate this large ran away long before any function gave up; then the term is not to blame.
    private const double RunAway = 1e8;

    private string? Explained()
    {
        if (_start is null || _integers is not null || !_step.Terms.Any(term => term.Term is IExplains<T>) || FaultOf(_startTheta, "θ") is not null)
        {
            return null;
        }

        var (θ, π) = (Learning.Theta.ToArray(), Learning.Pi.ToArray());
        var lost = new PhasePoint<T>(_x.Coordinates, Lanes);
        lost.CopyFrom(_x);
        _x.CopyFrom(_start);
        _startTheta.CopyTo(Learning.Theta);
        Learning.Pi.Clear();
        TracePoint<T>[] trace = [.. Enumerable.Range(0, _step.Flows).Select(_ => new TracePoint<T>(_x.Coordinates, Lanes, θ.Length))];
        string? fault = null;
        for (var n = 0; n < Steps && fault is null; n++)
        {
            TraceStep(n, trace);
            if (FaultOfField() is not null || FaultOf(Learning.Pi, "π") is not null)
            {
                fault = FaultOf(trace) is { } reason ? $"step {n + 1} of {Steps}: {reason}" : null;
                break;
            }
        }

        _x.CopyFrom(lost);
        θ.CopyTo(Learning.Theta);
        π.CopyTo(Learning.Pi);
        return fault;
    }

    private string? FaultOf(TracePoint<T>[] trace)
    {
        foreach (var (term, before) in _step.Flowing.Zip(trace))
        {
            foreach (var q in before.Point.View.Q)
            {
                if (double.Abs(double.CreateTruncating(q)) > RunAway)
                {
                    return null;
                }
            }

            if ((term.Term as IExplains<T>)?.Fault(before.Point.View, term.Control(before.Theta, default)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }
}
