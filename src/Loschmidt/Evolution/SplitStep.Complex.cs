using Loschmidt.Numerics.Reals;
using Loschmidt.Terms;

namespace Loschmidt.Evolution;

// The same table in complex numbers, one sample at a time: the dynamics behind the complex step.
internal sealed partial class SplitStep<T>
{
    /// <summary>The first term that cannot be run in complex numbers, or null.</summary>
    public ITerm<T>? NotAnalytic => Terms.Select(term => term.Term).FirstOrDefault(term => term is not IAnalyticTerm);

    /// <summary>Advances one sample by dt.</summary>
    public void Step(
        Span<ComplexNumber> q, Span<ComplexNumber> p, Span<ComplexNumber> theta, Span<ComplexNumber> pi,
        in StepDrive<double> drive, double dt)
    {
        for (var stage = 0; stage < _stages.Length; stage++)
        {
            var (part, time) = (_stages[stage].Part, _stages[stage].Coefficient * dt);
            foreach (var term in _parts[part])
            {
                var own = theta.Slice(term.Offset, term.Count);
                var response = _inverseMass == 0 ? [] : new ComplexNumber[term.Count];
                ((IAnalyticTerm)term.Term).Flow(q, p, own, drive.At(stage), time, response);
                for (var i = 0; i < response.Length; i++)
                {
                    pi[term.Offset + i] -= response[i];
                }
            }

            for (var i = 0; part == _flightPart && i < theta.Length; i++)
            {
                theta[i] += pi[i] * (_inverseMass * time);
            }
        }
    }
}
