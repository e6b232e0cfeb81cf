using System.Buffers;
using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Lends a learning field at rest (π = 0) to one estimate and gives it back as it was.</summary>
internal readonly ref struct RestingField
{
    private readonly LearningField _field;
    private readonly double[] _saved;

    public RestingField(LearningField field)
    {
        _field = field;
        _saved = ArrayPool<double>.Shared.Rent(2 * field.Count);
        field.Theta.CopyTo(_saved);
        field.Pi.CopyTo(_saved.AsSpan(field.Count));
        field.Pi.Clear();
    }

    public void Dispose()
    {
        _saved.AsSpan(0, _field.Count).CopyTo(_field.Theta);
        _saved.AsSpan(_field.Count, _field.Count).CopyTo(_field.Pi);
        ArrayPool<double>.Shared.Return(_saved);
    }
}
