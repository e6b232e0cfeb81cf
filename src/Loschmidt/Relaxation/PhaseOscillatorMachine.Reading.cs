using Loschmidt.Numerics.Linear;

namespace Loschmidt.Relaxation;

public sealed unsafe partial class PhaseOscillatorMachine<T>
{
    private Numerics.AlignedBuffer<T>? _columns;
    private double[]? _square;

    private int FirstOutput => _graph.Oscillators - Settings.Outputs;

    /// <summary>sin φ of each output oscillator, mean over initialisations; of a single one −sin φ and sin φ. The
    /// largest is the answer.</summary>
    /// <param name="outputs">[<see cref="Outputs"/> × lanes], overwritten.</param>
    public void Read(Span<double> outputs)
    {
        for (var output = 0; output < Settings.Outputs; output++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var sum = 0.0;
                for (var copy = 0; copy < Copies; copy++)
                {
                    sum += Sine(FirstOutput + output, copy, lane);
                }

                outputs[output * Lanes + lane] = sum / Copies;
            }
        }

        if (Settings.Outputs == 1)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                outputs[Lanes + lane] = outputs[lane];
                outputs[lane] = -outputs[lane];
            }
        }
    }

    /// <inheritdoc/>
    public double Cost()
    {
        var cost = 0.0;
        for (var output = 0; output < Settings.Outputs; output++)
        {
            for (var lane = 0; lane < _active; lane++)
            {
                var sign = double.CreateTruncating(_motion.Sign[output * Lanes + lane]);
                for (var copy = 0; copy < Copies; copy++)
                {
                    cost -= Math.Log(1 + sign * Sine(FirstOutput + output, copy, lane) + OscillatorMotion<T>.Guard);
                }
            }
        }

        return cost / Copies;
    }

    /// <inheritdoc/>
    public double Energy()
    {
        // Each pair is in the field of both, what is held in the field of one: E = −½ Σ_i (cos, sin)_i · (field +
        // held)_i.
        _motion.FindField();
        var energy = 0.0;
        var wave = _motion.Wave[(_graph.Inputs * _motion.Row)..];
        for (var at = 0; at < wave.Length; at++)
        {
            if (at % Lanes < _active)
            {
                energy -= double.CreateTruncating(wave[at])
                    * (double.CreateTruncating(_motion.Field[at]) + double.CreateTruncating(_motion.Held[at]));
            }
        }

        return 0.5 * energy / Copies;
    }

    /// <inheritdoc/>
    public void EnergySlope(Span<double> slope)
    {
        slope.Clear();
        var rows = 2 * Copies * _active;
        var stride = _graph.Oscillators;
        TransposeWave(rows, stride);
        foreach (var coupling in _graph.Couplings)
        {
            var product = coupling.IsWithin
                ? _square ??= new double[coupling.Size] : slope.Slice(coupling.Offset, coupling.Size);
            if (coupling.IsWithin)
            {
                product.Clear();
            }

            RowGemm.AccumulateOuter(
                rows, _columns!.Pointer + coupling.A.First, stride, coupling.A.Count, _columns.Pointer + coupling.B.First, stride,
                coupling.B.Count, product);
            if (coupling.IsWithin)
            {
                Fold(product, coupling.A.Count, slope[coupling.Offset..]);
            }
        }

        for (var edge = 0; edge < _graph.Edges; edge++)
        {
            slope[edge] /= -Copies;
        }

        AddFieldSlopes(slope);
    }

    /// <summary>−∂E/∂φ of the oscillators that move, at the present state.</summary>
    /// <param name="force">[free × copies × lanes], overwritten.</param>
    internal void Forces(Span<double> force)
    {
        _motion.FindField();
        var wave = _motion.Wave[(_graph.Inputs * _motion.Row)..];
        for (var column = 0; column < _graph.Free * Copies; column++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var (cos, sin) = (2 * column * Lanes + lane, (2 * column + 1) * Lanes + lane);
                force[column * Lanes + lane] = double.CreateTruncating(
                    wave[cos] * _motion.Field[sin] - wave[sin] * _motion.Field[cos]);
            }
        }
    }

    /// <summary>φ of the oscillators that move, [free × copies × lanes]; <see cref="Turn"/> takes changes
    /// over.</summary>
    internal Span<T> Phases => _motion.Phase;

    /// <summary>Makes the state that of <see cref="Phases"/>.</summary>
    internal void Turn() => _motion.Begin();

    private static void Fold(ReadOnlySpan<double> square, int count, Span<double> pairs)
    {
        var pair = 0;
        for (var i = 0; i < count; i++)
        {
            square.Slice(i * count + i + 1, count - i - 1).CopyTo(pairs[pair..]);
            pair += count - i - 1;
        }
    }

    private void AddFieldSlopes(Span<double> slope)
    {
        var θ = Learning.Theta;
        for (var i = 0; i < _graph.Free; i++)
        {
            var (cosines, sines) = (0.0, 0.0);
            for (var copy = 0; copy < Copies; copy++)
            {
                for (var lane = 0; lane < _active; lane++)
                {
                    cosines += Cosine(_graph.Inputs + i, copy, lane);
                    sines += Sine(_graph.Inputs + i, copy, lane);
                }
            }

            var (sin, cos) = Math.SinCos(θ[_graph.Directions + i]);
            slope[_graph.Fields + i] = -(cosines * cos + sines * sin) / Copies;
            slope[_graph.Directions + i] = -θ[_graph.Fields + i] * (sines * cos - cosines * sin) / Copies;
        }
    }

    /// <summary>One row for the cosines and one for the sines of every sample and copy, oscillators along it.</summary>
    private void TransposeWave(int rows, int stride)
    {
        // Products read rows to whole vectors, so the last one is followed by as much.
        _columns ??= new Numerics.AlignedBuffer<T>((long)2 * Copies * Lanes * stride + Lanes);
        var to = _columns.Span;
        var wave = _motion.Wave;
        for (var i = 0; i < stride; i++)
        {
            for (var row = 0; row < rows; row++)
            {
                var (part, lane) = Math.DivRem(row, _active);
                to[row * stride + i] = wave[i * _motion.Row + part * Lanes + lane];
            }
        }
    }

    private double Cosine(int oscillator, int copy, int lane) =>
        double.CreateTruncating(_motion.Wave[oscillator * _motion.Row + 2 * copy * Lanes + lane]);

    private double Sine(int oscillator, int copy, int lane) => Cosine(oscillator, copy, lane + Lanes);
}
