namespace Loschmidt.Experiments.Files;

/// <summary>A named array of numbers in a file, double or float.</summary>
public sealed class Tensor
{
    private readonly Array _values;

    /// <summary>A tensor of doubles; the array is not copied.</summary>
    /// <param name="name">Its name, such as <c>learning/theta</c>.</param>
    /// <param name="values">Entries, last index fastest.</param>
    /// <param name="shape">Extents, slowest first; one axis where left out.</param>
    /// <exception cref="ArgumentException">The shape does not have as many entries.</exception>
    public Tensor(string name, double[] values, params int[] shape)
        : this(name, (Array)values, shape is [] ? [values?.Length ?? 0] : shape)
    {
    }

    /// <summary>A tensor of floats; the array is not copied.</summary>
    /// <inheritdoc cref="Tensor(string, double[], int[])"/>
    public Tensor(string name, float[] values, params int[] shape)
        : this(name, (Array)values, shape is [] ? [values?.Length ?? 0] : shape)
    {
    }

    /// <summary>An array of doubles or floats with exactly this shape: without axes, it is one number.</summary>
    internal Tensor(string name, Array values, int[] shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        Name = name;
        _values = values;
        Shape = [.. shape];
        if (Array.Exists(shape, extent => extent < 0)
            || Shape.Aggregate((UInt128)1, (product, extent) =>
                product > int.MaxValue && extent > 0 ? product : product * (UInt128)extent) != (UInt128)values.Length)
            throw new ArgumentException(
                $"{name}: {values.Length} entries do not fill the shape [{string.Join(", ", Shape)}]");
    }

    /// <summary>One number without axes; allocates.</summary>
    public static Tensor Scalar(string name, double value) => new(name, (Array)new[] { value }, []);

    /// <summary>One number without axes; allocates.</summary>
    public static Tensor Scalar(string name, float value) => new(name, (Array)new[] { value }, []);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Extents, slowest first; none for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of entries.</summary>
    public int Count => _values.Length;

    /// <summary>Whether entries are doubles; floats otherwise.</summary>
    public bool IsDouble => _values is double[];

    /// <summary>The entries.</summary>
    /// <exception cref="InvalidOperationException">They are floats.</exception>
    public double[] Doubles => _values as double[] ?? throw new InvalidOperationException($"{Name} holds floats");

    /// <summary>The entries.</summary>
    /// <exception cref="InvalidOperationException">They are doubles.</exception>
    public float[] Floats => _values as float[] ?? throw new InvalidOperationException($"{Name} holds doubles");
}
