using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.Sequences.Units;

namespace Loschmidt.Sequences;

// What goes wrong, and where: the echo that misses its way, the gradient that explodes, the state that leaves the range of numbers.
public sealed partial class HssmMachine<T>
{
    // Neither rounding nor any cost of order one makes gradients like this: only what grows at every step does.
    private const double Exploded = 1e20;

    private string? _gradientFault;

    /// <inheritdoc/>
    public string? DescribeFault()
    {
        for (var index = 0; index < Settings.Blocks; index++)
        {
            if (_groups.Any(group => group.Blocks[index].Journey is { } journey && !double.IsFinite(journey.Meter.State)))
            {
                return $"block {index}: the oscillators left the range of numbers ({Arithmetic}); "
                    + (Cause(index)
                    ?? "is the input finite and scaled to about 1? a lower machine.unit.step or a smaller learning rate helps");
            }
        }

        return _gradientFault;
    }

    private static string Arithmetic => typeof(T) == typeof(float) ? "float" : "double";

    /// <summary>Takes note of how the last gradient came home.</summary>
    private void Listen(ReadOnlySpan<double> gradient, SequenceMethod method)
    {
        var errors = Meters().Select(meter => meter.Meter.Error).ToArray();
        EchoError = Array.TrueForAll(errors, double.IsFinite) ? errors.Max() : double.PositiveInfinity;
        var largest = TensorPrimitives.MaxMagnitude(gradient); // NaN where one of them is
        var exploded = largest < Exploded ? null : Explosion(gradient, largest, method);
        _gradientFault = double.IsFinite(largest) ? null : exploded;
        EchoWarning = exploded ?? EchoFinding() ?? UnitFinding();
    }

    private string? EchoFinding()
    {
        var (block, meter) = Meters().MaxBy(one => double.IsFinite(one.Meter.Error) ? one.Meter.Error : double.PositiveInfinity);
        return meter.Finding is { } finding ? $"block {block}: {finding}; {Cause(block) ?? meter.Cure}" : null;
    }

    private string? UnitFinding() => Enumerable.Range(0, Settings.Blocks)
        .Select(block => UnitWarning(block) is { } warning ? $"block {block}: {warning}" : null)
        .FirstOrDefault(warning => warning is not null);

    /// <summary>An error signal comes down through the blocks: the highest one whose gradient is too large is where it began.</summary>
    private string Explosion(ReadOnlySpan<double> gradient, double largest, SequenceMethod method)
    {
        var block = Settings.Blocks - 1;
        while (block > 0 && TensorPrimitives.MaxMagnitude(gradient[_layout.Blocks[block].Unit]) < Exploded
            && TensorPrimitives.MaxMagnitude(gradient[_layout.Blocks[block].Input]) < Exploded)
        {
            block--;
        }

        var size = double.IsFinite(largest)
            ? FormattableString.Invariant($"reaches {largest:0e+0}")
            : $"left the range of numbers ({Arithmetic})";
        return $"block {block}: the gradient {size} although the state is finite: the error signal grows at every step of "
            + $"its way {(method == SequenceMethod.Bptt ? "back through time" : "home")}; "
            + (Cause(block) ?? "lower machine.unit.step, or use shorter series");
    }

    /// <summary>Oscillators that are unstable, of this block or of another, which then drives it.</summary>
    private string? Cause(int block) => UnitWarning(block) ?? UnitFinding();

    private string? UnitWarning(int block) => _unit.Warn(Learning.Theta[_layout.Blocks[block].Unit]);

    private IEnumerable<(int Block, EchoMeter<T> Meter)> Meters() =>
        _journeys.SelectMany(group => group.Select((journey, block) => (block, journey.Meter)));
}
