using System.Numerics.Tensors;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Sequences.Stack;

/// <summary>What one group of lanes has found about the parameters of one block, in double.</summary>
internal sealed class BlockGradient
{
    private readonly IUnitParameters _unit;
    private readonly StackShape _shape;

    /// <summary>Reserves room.</summary>
    public BlockGradient(IUnitParameters unit, StackShape shape)
    {
        (_unit, _shape) = (unit, shape);
        Input = new double[shape.Hidden * shape.Oscillators];
        Output = new double[shape.Oscillators * shape.Hidden];
        Skip = new double[shape.Width];
        Gates = new double[shape.Hidden * 2 * shape.Width];
        GateBias = new double[2 * shape.Width];
        Coefficients = new double[unit.Coefficients * shape.Oscillators];
        InitialPhi = new double[shape.Oscillators];
        InitialPi = new double[shape.Oscillators];
    }

    /// <summary>∂C/∂B, [H × real oscillators].</summary>
    public double[] Input { get; }

    /// <summary>∂C/∂C, [real oscillators × H].</summary>
    public double[] Output { get; }

    /// <summary>∂C/∂D, [width].</summary>
    public double[] Skip { get; }

    /// <summary>∂C/∂(W₁ | W₂), [H × 2 width].</summary>
    public double[] Gates { get; }

    /// <summary>∂C/∂(b₁ | b₂), [2 width].</summary>
    public double[] GateBias { get; }

    /// <summary>∂C/∂ of the coefficients of the motion, [coefficients × real oscillators].</summary>
    public double[] Coefficients { get; }

    /// <summary>∂C/∂φ₀, [real oscillators].</summary>
    public double[] InitialPhi { get; }

    /// <summary>∂C/∂π₀, [real oscillators].</summary>
    public double[] InitialPi { get; }

    private IEnumerable<double[]> Parts => [Input, Output, Skip, Gates, GateBias, Coefficients, InitialPhi, InitialPi];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var part in Parts)
        {
            Array.Clear(part);
        }
    }

    /// <summary>Adds what another group found.</summary>
    public void Add(BlockGradient other)
    {
        foreach (var (mine, its) in Parts.Zip(other.Parts))
        {
            TensorPrimitives.Add<double>(mine, its, mine);
        }
    }

    /// <summary>Adds everything to the gradient by θ.</summary>
    public void AddTo(ReadOnlySpan<double> theta, Span<double> gradient, BlockLayout layout)
    {
        var (hidden, width, oscillators) = (_shape.Hidden, _shape.Width, _shape.Oscillators);
        var inputs = gradient[layout.Input];
        var imaginaryInputs = gradient[layout.InputImaginary];
        var half = inputs.Length / hidden;
        for (var row = 0; row < hidden; row++)
        {
            AddRow(Input.AsSpan(row * oscillators, half), inputs[(row * half)..]);
            AddRow(Gates.AsSpan(row * 2 * width, hidden), gradient[layout.Value][(row * hidden)..]);
            AddRow(Gates.AsSpan((row * 2 * width) + width, hidden), gradient[layout.Gate][(row * hidden)..]);
            if (imaginaryInputs.Length > 0)
            {
                AddRow(Input.AsSpan((row * oscillators) + half, half), imaginaryInputs[(row * half)..]);
            }
        }

        var outputs = gradient[layout.Output];
        var imaginaryOutputs = gradient[layout.OutputImaginary];
        AddRow(Output.AsSpan(0, outputs.Length), outputs);
        TensorPrimitives.Subtract(imaginaryOutputs, Output.AsSpan(outputs.Length), imaginaryOutputs);
        AddRow(Skip.AsSpan(0, hidden), gradient[layout.Skip]);
        AddRow(GateBias.AsSpan(0, hidden), gradient[layout.ValueBias]);
        AddRow(GateBias.AsSpan(width, hidden), gradient[layout.GateBias]);
        if (layout.InitialPhi.End.Value > 0)
        {
            AddRow(InitialPhi, gradient[layout.InitialPhi]);
            AddRow(InitialPi, gradient[layout.InitialPi]);
        }

        _unit.PullBack(theta[layout.Unit], Coefficients, gradient[layout.Unit]);
    }

    private static void AddRow(ReadOnlySpan<double> values, Span<double> sum) => TensorPrimitives.Add(sum[..values.Length], values, sum);
}
