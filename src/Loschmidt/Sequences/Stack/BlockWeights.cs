using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Linear;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Sequences.Stack;

/// <summary>The weights of one block as its kernels read them: packed once a step, shared by all lanes.</summary>
/// <remarks>
/// A complex B or C is carried as tied real matrices: B = [Re B | Im B], C = [Re C ; −Im C], with output Re(C y) and twice the oscillators.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class BlockWeights<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly BlockLayout _layout;
    private readonly IUnitParameters _unit;
    private readonly StackShape _shape;
    private readonly double[] _input;
    private readonly double[] _output;
    private readonly double[] _gates;

    /// <summary>Reserves room.</summary>
    public BlockWeights(BlockLayout layout, IUnitParameters unit, StackShape shape)
    {
        (_layout, _unit, _shape) = (layout, unit, shape);
        var (hidden, width, oscillators) = (shape.Hidden, shape.Width, shape.Oscillators);
        Input = new PackedMatrix<T>(hidden, oscillators);
        InputTransposed = new PackedMatrix<T>(oscillators, hidden);
        Output = new PackedMatrix<T>(oscillators, hidden);
        OutputTransposed = new PackedMatrix<T>(hidden, oscillators);
        Gates = new PackedMatrix<T>(hidden, 2 * width);
        GatesTransposed = new PackedMatrix<T>(2 * width, hidden);
        GateBias = new AlignedBuffer<T>(2 * width);
        Skip = new AlignedBuffer<T>(width);
        Coefficients = new double[unit.Coefficients * oscillators];
        InitialPhi = new double[oscillators];
        InitialPi = new double[oscillators];
        _input = new double[hidden * oscillators];
        _output = new double[oscillators * hidden];
        _gates = new double[hidden * 2 * width];
    }

    /// <summary>B, [H × real oscillators].</summary>
    public PackedMatrix<T> Input { get; }

    /// <summary>Bᵀ.</summary>
    public PackedMatrix<T> InputTransposed { get; }

    /// <summary>C, [real oscillators × H].</summary>
    public PackedMatrix<T> Output { get; }

    /// <summary>Cᵀ.</summary>
    public PackedMatrix<T> OutputTransposed { get; }

    /// <summary>W₁ and W₂ side by side, [H × (width | width)].</summary>
    public PackedMatrix<T> Gates { get; }

    /// <summary>The transpose of <see cref="Gates"/>.</summary>
    public PackedMatrix<T> GatesTransposed { get; }

    /// <summary>b₁ and b₂ side by side.</summary>
    public AlignedBuffer<T> GateBias { get; }

    /// <summary>D, [width].</summary>
    public AlignedBuffer<T> Skip { get; }

    /// <summary>Coefficients of the motion, [coefficients × real oscillators].</summary>
    public double[] Coefficients { get; }

    /// <summary>φ₀, [real oscillators].</summary>
    public double[] InitialPhi { get; }

    /// <summary>π₀, [real oscillators].</summary>
    public double[] InitialPi { get; }

    /// <summary>Packs the weights of θ.</summary>
    public void Load(ReadOnlySpan<double> theta)
    {
        var (hidden, width, oscillators) = (_shape.Hidden, _shape.Width, _shape.Oscillators);
        var layout = _layout;
        Spread(theta[layout.Input], theta[layout.InputImaginary], hidden, oscillators, _input);
        Input.Pack(_input);
        InputTransposed.PackTransposed(_input);
        theta[layout.Output].CopyTo(_output);
        var imaginary = theta[layout.OutputImaginary];
        for (var i = 0; i < imaginary.Length; i++)
        {
            _output[(_output.Length / 2) + i] = -imaginary[i];
        }

        Output.Pack(_output);
        OutputTransposed.PackTransposed(_output);
        for (var row = 0; row < hidden; row++)
        {
            theta[layout.Value].Slice(row * hidden, hidden).CopyTo(_gates.AsSpan(row * 2 * width));
            theta[layout.Gate].Slice(row * hidden, hidden).CopyTo(_gates.AsSpan((row * 2 * width) + width));
        }

        Gates.Pack(_gates);
        GatesTransposed.PackTransposed(_gates);
        Round(theta[layout.ValueBias], GateBias.Span);
        Round(theta[layout.GateBias], GateBias.Span[width..]);
        Round(theta[layout.Skip], Skip.Span);
        _unit.Expand(theta[layout.Unit], Coefficients);
        theta[layout.InitialPhi].CopyTo(InitialPhi);
        theta[layout.InitialPi].CopyTo(InitialPi);
    }

    /// <summary>Puts the columns of an imaginary part beside those of the real part.</summary>
    private static void Spread(
        ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary, int rows, int columns, Span<double> destination)
    {
        var half = real.Length / rows;
        for (var row = 0; row < rows; row++)
        {
            real.Slice(row * half, half).CopyTo(destination[(row * columns)..]);
            if (imaginary.Length > 0)
            {
                imaginary.Slice(row * half, half).CopyTo(destination[((row * columns) + half)..]);
            }
        }
    }

    private static void Round(ReadOnlySpan<double> values, Span<T> destination)
    {
        for (var i = 0; i < values.Length; i++)
        {
            destination[i] = T.CreateTruncating(values[i]);
        }
    }
}
