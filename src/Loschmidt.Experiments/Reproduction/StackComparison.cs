using System.Numerics;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Gradients of one untrained stack on one sample, tensor by tensor and block by block, against
/// backpropagation through time in double precision.</summary>
internal sealed class StackComparison
{
    private readonly IWorkshop _workshop;
    private readonly HssmSettings _settings;
    private readonly Batch _batch;
    private readonly ulong _seed;
    private readonly double[] _reference;
    private readonly double[][] _parts;

    // The last machine: scanning ε does not build it anew each time.
    private ISequenceMachine? _machine;

    /// <summary>Takes the reference.</summary>
    /// <param name="workshop">Builds stacks.</param>
    /// <param name="settings">The stack.</param>
    /// <param name="seed">Draws its parameters and what training drops.</param>
    /// <param name="batch">The sample.</param>
    public StackComparison(IWorkshop workshop, HssmSettings settings, ulong seed, Batch batch)
    {
        (_workshop, _settings, _seed, _batch) = (workshop, settings, seed, batch);
        Tensors = settings.Unit.Kind == UnitKind.Linear ? ["A", "B", "h"] : ["w", "B", "b", "c", "alpha"];
        _reference = Gradient<double>(new SequenceEcho(SequenceMethod.Bptt));
        _parts = [.. Places().Select(place => Part(_reference, place.Tensor, place.Block))];
    }

    /// <summary>Tensors of a block that are compared; complex ones with both parts.</summary>
    public IReadOnlyList<string> Tensors { get; }

    /// <summary>Every tensor of every block, blocks innermost, in the order of <see cref="Compare"/>.</summary>
    public IEnumerable<(string Tensor, int Block)> Places() =>
        Tensors.SelectMany(tensor => Enumerable.Range(0, _settings.Blocks).Select(block => (tensor, block)));

    /// <summary>How the gradient by an echo agrees with the reference, in the order of <see cref="Places"/>.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    public Fidelity[] Compare<T>(SequenceEcho echo)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gradient = Gradient<T>(echo);
        return [.. Places().Select((place, i) => Fidelity.Of(Part(gradient, place.Tensor, place.Block), _parts[i]))];
    }

    private double[] Gradient<T>(SequenceEcho echo)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        _machine = _machine as HssmMachine<T> ?? _workshop.Stack<T>(_settings, _batch.Lanes, _seed);
        var gradient = new double[_machine.Parameters.Count];
        _machine.Gradient(echo, _batch, gradient);
        return gradient;
    }

    private double[] Part(double[] gradient, string tensor, int block)
    {
        var name = $"block{block}/{tensor}";
        return
        [
            .. _machine!.Parameters.Tensors.Where(one =>
                one.Name == name || one.Name == name + ".re" || one.Name == name + ".im")
                .SelectMany(one => gradient[one.Offset..(one.Offset + one.Count)]),
        ];
    }
}
