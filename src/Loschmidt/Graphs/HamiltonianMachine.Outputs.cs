using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Graphs;

// What is read, how it is judged by whoever reads it, and how an error found there comes back to the field.
public sealed partial class HamiltonianMachine<T>
{
    private const string MoreThanOutputs = "this machine is judged by more than its outputs: by momenta, by other sites, or along the way; "
        + "no error can be worked out from what a device gave";

    /// <inheritdoc/>
    public int Outputs => _parts.Readout == Readout.Signs ? 2 : _parts.Output.Count;

    private bool JudgedByOutputs => _parts.RunningCost is null && (_parts.Readout == Readout.Intensities
        ? _parts.Cost is IntensityCost<T> brightness && brightness.Judges(_parts.Output)
        : _parts.Cost is PositionCost<T> positions && positions.Judges(_parts.Output));

    /// <inheritdoc/>
    public void Read(Span<double> outputs)
    {
        var x = _x.View;
        for (var i = 0; i < Outputs; i++)
        {
            // Both outputs of a sign are of the one site.
            var site = _parts.Output[_parts.Readout == Readout.Signs ? 0 : i];
            for (var lane = 0; lane < Lanes; lane++)
            {
                var (q, p) = (double.CreateTruncating(x.Q[site * x.Lanes + lane]), double.CreateTruncating(x.P[site * x.Lanes + lane]));
                outputs[i * Lanes + lane] = _parts.Readout switch
                {
                    Readout.Intensities => (q * q + p * p) / 2,
                    Readout.Signs when i == 0 => -q,
                    _ => q,
                };
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">It is judged by more than its outputs.</exception>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _parts.Readout switch
        {
            _ when !JudgedByOutputs => throw new NotSupportedException(MoreThanOutputs),
            Readout.Intensities => ((IntensityCost<T>)_parts.Cost!).Judge(outputs, batch, slope),
            Readout.Signs => JudgeSign(outputs, batch, slope),
            _ => ((PositionCost<T>)_parts.Cost!).Judge(outputs, batch, slope),
        };
    }

    /// <inheritdoc/>
    /// <remarks>As <see cref="PullBack"/>, which memory grows like, from ∂C/∂y of the outputs alone.</remarks>
    /// <exception cref="NotSupportedException">It is judged by more than its outputs.</exception>
    public void PullBackOutputs(Batch batch, ReadOnlySpan<double> slope, Span<double> gradient)
    {
        GradientLength.Require(this, gradient);
        if (!JudgedByOutputs)
        {
            throw new NotSupportedException(MoreThanOutputs);
        }

        var errors = slope.ToArray();
        Sweep(batch, gradient, [], λ => WriteCotangents(errors, batch, λ));
    }

    // q = (y₁ − y₀)/2 of the two outputs of a sign: what either says counts half.
    private double JudgeSign(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope)
    {
        var lanes = batch.Lanes;
        if (outputs.Length < 2 * lanes || slope.Length < 2 * lanes)
        {
            throw new ArgumentException($"outputs and slope need 2 x {lanes} numbers", nameof(outputs));
        }

        var q = new double[lanes];
        for (var lane = 0; lane < lanes; lane++)
        {
            q[lane] = (outputs[lanes + lane] - outputs[lane]) / 2;
        }

        var cost = ((PositionCost<T>)_parts.Cost!).Judge(q, batch, slope[lanes..]);
        for (var lane = 0; lane < lanes; lane++)
        {
            slope[lanes + lane] /= 2;
            slope[lane] = -slope[lanes + lane];
        }

        return cost;
    }

    private void WriteCotangents(double[] errors, Batch batch, PhasePoint<T> cotangent)
    {
        var x = _x.View;
        var λ = cotangent.View;
        for (var output = 0; output < Outputs; output++)
        {
            var site = _parts.Output[_parts.Readout == Readout.Signs ? 0 : output];
            for (var lane = 0; lane < batch.Active; lane++)
            {
                var at = site * λ.Lanes + lane;
                var error = T.CreateTruncating(errors[output * batch.Lanes + lane]);
                if (_parts.Readout == Readout.Intensities)
                {
                    λ.Q[at] += error * x.Q[at];
                    λ.P[at] += error * x.P[at];
                }
                else
                {
                    λ.Q[at] += _parts.Readout == Readout.Signs && output == 0 ? -error : error;
                }
            }
        }
    }
}
