using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Numerics.Reals;
using Loschmidt.Sequences;

namespace Loschmidt.Testing.Stacks;

/// <summary>The whole network of <see cref="HssmSettings"/> in plain scalar arithmetic, as an oracle.</summary>
/// <remarks>
/// It shares nothing with the machines but the settings and the parameter vector, which it reads by name. Costs are
/// summed over samples. The complex step differentiates everything, running statistics included, which get no gradient
/// from machines; only the bound of a linear spring is held, as machines hold it.
/// Slow: for small networks and short series.
/// </remarks>
public static class ReferenceStack
{
    private const double ImaginaryStep = 1e-30;

    /// <summary>Cost of a batch, summed over samples.</summary>
    /// <param name="settings">The network.</param>
    /// <param name="layout">Where its tensors are.</param>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="series">The samples.</param>
    /// <param name="labels">Class of each lane; unused by other heads.</param>
    /// <param name="dropout">What activations are multiplied by; null for nothing dropped.</param>
    /// <param name="training">Whether batch norms use the batch.</param>
    public static double Cost(
        HssmSettings settings, ParameterLayout layout, ReadOnlySpan<double> theta, ISeries series,
        IReadOnlyList<int> labels, DropoutFactor? dropout = null, bool training = true)
    {
        var stack = new ReferenceStack<RealNumber>(settings, layout, x => x.Value)
        {
            Dropout = dropout, Training = training,
        };
        return stack.Cost(Array.ConvertAll(theta.ToArray(), RealNumber.FromDouble), series, labels).Value;
    }

    /// <summary>∂C/∂θ by the complex step, one pass for every entry.</summary>
    /// <param name="settings">The network.</param>
    /// <param name="layout">Where its tensors are.</param>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="series">The samples.</param>
    /// <param name="labels">Class of each lane; unused by other heads.</param>
    /// <param name="indices">Entries of θ; null for all.</param>
    /// <param name="dropout">What activations are multiplied by; null for nothing dropped.</param>
    /// <param name="training">Whether batch norms use the batch.</param>
    /// <returns>[indices], the derivative with respect to each.</returns>
    public static double[] ComplexStepGradient(
        HssmSettings settings, ParameterLayout layout, ReadOnlySpan<double> theta, ISeries series,
        IReadOnlyList<int> labels, IReadOnlyList<int>? indices = null, DropoutFactor? dropout = null,
        bool training = true)
    {
        var stack = new ReferenceStack<ComplexNumber>(settings, layout, x => x.Re)
        {
            Dropout = dropout, Training = training,
        };
        var θ = Array.ConvertAll(theta.ToArray(), ComplexNumber.FromDouble);
        indices ??= [.. Enumerable.Range(0, θ.Length)];
        var gradient = new double[indices.Count];
        for (var i = 0; i < gradient.Length; i++)
        {
            var kept = θ[indices[i]];
            θ[indices[i]] = new(kept.Re, ImaginaryStep);
            gradient[i] = stack.Cost(θ, series, labels).Im / ImaginaryStep;
            θ[indices[i]] = kept;
        }

        return gradient;
    }

    /// <summary>Every tensor that a network of these settings has.</summary>
    /// <param name="settings">The network.</param>
    /// <param name="names">What they are called; null for the usual names.</param>
    public static ParameterLayout Layout(HssmSettings settings, StackNames? names = null)
    {
        names ??= StackNames.Default;
        var (width, oscillators) = (settings.Hidden, settings.Unit.Oscillators);
        var tensors = new List<(string, IReadOnlyList<int>)>
        {
            (names.EncoderWeight, [settings.Channels, width]),
            (names.EncoderBias, [width]),
        };
        for (var block = 0; block < settings.Blocks; block++)
        {
            var (unit, complex) = (settings.Unit, settings.Unit.Complex);
            var linear = unit.Kind == UnitKind.Linear;
            Add(unit.StepMap is StepMap.Logistic or StepMap.Exponential, names.Step, oscillators);
            Add(unit.StepMap == StepMap.Shared, names.Step, 1);
            Add(linear, names.Spring, oscillators);
            Add(!linear, names.SharedSpring, 1);
            Add(!linear && unit.StrengthMap != StrengthMap.One, names.Strength, oscillators);
            Add(!linear, names.Gain, oscillators);
            Add(!linear, names.Offset, oscillators);
            Add(unit.TrainInitialState, names.InitialPhi, complex ? 2 * oscillators : oscillators);
            Add(unit.TrainInitialState, names.InitialPi, complex ? 2 * oscillators : oscillators);
            Add(!complex, names.Input, width, oscillators);
            Add(complex, names.InputReal, width, oscillators);
            Add(complex, names.InputImaginary, width, oscillators);
            Add(!complex, names.Output, oscillators, width);
            Add(complex, names.OutputReal, oscillators, width);
            Add(complex, names.OutputImaginary, oscillators, width);
            Add(true, names.PassThrough, width);
            Add(true, names.ValueWeight, width, width);
            Add(true, names.ValueBias, width);
            Add(true, names.GateWeight, width, width);
            Add(true, names.GateBias, width);
            var remembers = settings.Norm is NormKind.Batch or NormKind.BatchEma;
            Add(remembers, names.NormMean, width);
            Add(remembers, names.NormVariance, width);
            Add(remembers, names.NormSeen, 1);

            void Add(bool present, string name, params int[] shape)
            {
                if (present)
                {
                    tensors.Add((StackNames.InBlock(block, name), shape));
                }
            }
        }

        var outputs = OutputsOf(settings);
        return new([.. tensors, (names.HeadWeight, [width, outputs]), (names.HeadBias, [outputs])]);
    }

    /// <summary>θ drawn so that every term matters: springs and gains positive, nothing saturated.</summary>
    /// <param name="settings">The network.</param>
    /// <param name="layout">Where its tensors are.</param>
    /// <param name="seed">Draws it.</param>
    /// <param name="names">What they are called; null for the usual names.</param>
    public static double[] Draw(HssmSettings settings, ParameterLayout layout, ulong seed, StackNames? names = null)
    {
        names ??= StackNames.Default;
        var θ = new double[layout.Count];
        foreach (var tensor in layout.Tensors)
        {
            var stream = new RandomStream(seed, tensor.Name);
            var name = tensor.Name[(tensor.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            for (var i = 0; i < tensor.Count; i++)
            {
                var (normal, uniform) = (stream.Normal(0, (uint)i), stream.Uniform(1, (uint)i));
                θ[tensor.Offset + i] = name switch
                {
                    _ when name == names.Spring || name == names.SharedSpring => 0.2 + 0.6 * uniform,
                    _ when name == names.Step && settings.Unit.StepMap != StepMap.Logistic =>
                        Math.Log(settings.Unit.Step) + 0.2 * normal,
                    _ when name == names.Gain => 0.5 + 0.5 * uniform,
                    _ when name == names.NormVariance => 0.5 + uniform,
                    _ when name == names.NormSeen => 1,
                    _ when tensor.Shape.Count == 2 => normal / Math.Sqrt(tensor.Shape[0]),
                    _ => 0.3 * normal,
                };
            }
        }

        return θ;
    }

    internal static int OutputsOf(HssmSettings settings) =>
        settings.Head.Kind == HeadKind.Forecast ? settings.Channels : settings.Head.Outputs;
}
