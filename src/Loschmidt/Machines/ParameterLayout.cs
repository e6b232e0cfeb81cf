namespace Loschmidt.Machines;

/// <summary>The names and shapes behind a flat parameter vector; every parameter is <c>block/tensor[index]</c> everywhere.</summary>
public sealed class ParameterLayout
{
    /// <summary>Lays tensors one behind another in the order given.</summary>
    /// <param name="tensors">Name (<c>block/tensor</c>) and shape of each.</param>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public ParameterLayout(params IEnumerable<(string Name, IReadOnlyList<int> Shape)> tensors)
        : this(tensors, static _ => true)
    {
    }

    /// <summary>Lays tensors out one after the other, some of which are kept without being learned.</summary>
    /// <param name="tensors">Names and shapes; names must differ.</param>
    /// <param name="isLearned">Of a name, whether training moves the tensor along its gradient.</param>
    /// <exception cref="ArgumentException">Two tensors share a name.</exception>
    public ParameterLayout(IEnumerable<(string Name, IReadOnlyList<int> Shape)> tensors, Func<string, bool> isLearned)
    {
        var list = new List<ParameterTensor>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, shape) in tensors)
        {
            if (!names.Add(name))
            {
                throw new ArgumentException($"two parameter tensors are called '{name}'");
            }

            var tensor = new ParameterTensor(name, Count, shape) { IsLearned = isLearned(name) };
            list.Add(tensor);
            Count += tensor.Count;
        }

        Tensors = list;
    }

    /// <summary>The tensors, in storage order.</summary>
    public IReadOnlyList<ParameterTensor> Tensors { get; }

    /// <summary>Length of the flat vector.</summary>
    public int Count { get; }

    /// <summary>The full name of one parameter, such as <c>wave/theta[12,33]</c>.</summary>
    public string NameOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        foreach (var tensor in Tensors)
        {
            if (index >= tensor.Offset && index < tensor.Offset + tensor.Count)
            {
                var rest = index - tensor.Offset;
                var subscripts = new int[tensor.Shape.Count];
                for (var axis = subscripts.Length - 1; axis >= 0; axis--)
                {
                    (rest, subscripts[axis]) = Math.DivRem(rest, tensor.Shape[axis]);
                }

                return $"{tensor.Name}[{string.Join(',', subscripts)}]";
            }
        }

        throw new ArgumentOutOfRangeException(nameof(index), index, $"there are {Count} parameters");
    }
}
