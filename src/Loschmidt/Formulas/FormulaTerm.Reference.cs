using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Formulas;

// The two references: number by number, in double and in complex numbers.
public sealed unsafe partial class FormulaTerm<T>
{
    /// <inheritdoc/>
    public void PullBack(
        PhaseView<T> x, PhaseView<T> lambda, in Control<T> control, double dt,
        ReadOnlySpan<double> responseCotangent, Span<double> thetaCotangent)
    {
        // After the flow λ sees ∓dt ∂V/∂x through what moved and ρ sees dt ∂V/∂θ through the response; the Hessian is symmetric, so that the
        // derivative of the gradient along these weights is what is pulled back.
        var needed = _pool.Reachable(_second);
        var variables = new RealNumber[2 * Variables];
        var values = new RealNumber[needed.Length];
        for (var place = 0; place < _places; place++)
        {
            for (var k = 0; k < _symbols.Length; k++)
            {
                variables[_coordinates + k] = new(ValueOf(k, place, control.Parameters));
            }

            for (var k = 0; k < _trained.Length; k++)
            {
                variables[Variables + _coordinates + _trained[k]] =
                    new(responseCotangent.IsEmpty ? 0 : dt * responseCotangent[IndexOf(k, place)]);
            }

            for (var lane = 0; lane < x.Active; lane++)
            {
                for (var n = 0; n < _coordinates; n++)
                {
                    var at = (_stencil[n][place] * x.Lanes) + lane;
                    variables[n] = new(double.CreateTruncating(Source(x)[at]));
                    variables[Variables + n] = new((IsKick ? -dt : dt) * double.CreateTruncating(Moved(lambda)[at]));
                }

                Scalars.Evaluate<RealNumber>(_pool, needed, variables, values);
                for (var n = 0; n < _coordinates; n++)
                {
                    Source(lambda)[(_stencil[n][place] * x.Lanes) + lane] += T.CreateTruncating(values[_second[n]].Value);
                }

                for (var k = 0; k < _trained.Length; k++)
                {
                    thetaCotangent[IndexOf(k, place)] += values[_second[_coordinates + k]].Value;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Flow(
        Span<ComplexNumber> q, Span<ComplexNumber> p, ReadOnlySpan<ComplexNumber> theta, ReadOnlySpan<double> drive,
        double dt, Span<ComplexNumber> response)
    {
        var needed = _pool.Reachable(_gradient);
        var variables = new ComplexNumber[2 * Variables];
        var values = new ComplexNumber[needed.Length];
        var source = IsKick ? q : p;
        var moved = IsKick ? p : q;
        for (var place = 0; place < _places; place++)
        {
            for (var k = 0; k < _symbols.Length; k++)
            {
                variables[_coordinates + k] = _symbols[k].Trained
                    ? theta[IndexOf(Array.IndexOf(_trained, k), place)]
                    : ComplexNumber.FromDouble(ValueOf(k, place, []));
            }

            for (var n = 0; n < _coordinates; n++)
            {
                variables[n] = source[_stencil[n][place]];
            }

            Scalars.Evaluate<ComplexNumber>(_pool, needed, variables, values);
            for (var n = 0; n < _coordinates; n++)
            {
                moved[_stencil[n][place]] += values[_gradient[n]] * (IsKick ? -dt : dt);
            }

            for (var k = 0; !response.IsEmpty && k < _trained.Length; k++)
            {
                response[IndexOf(k, place)] += values[_gradient[_coordinates + k]] * dt;
            }
        }
    }

    private int IndexOf(int trained, int place) => _offsets[trained] + (_symbols[_trained[trained]].Values.Count == 1 ? 0 : place);
}
