using Loschmidt.Machines;

namespace Loschmidt.Spins;

/// <content>What can be seen of the machine: pictures, energy, lengths.</content>
public sealed partial class SpinWaveMachine<T>
{
    /// <inheritdoc/>
    public int Steps => Settings.Steps;

    /// <inheritdoc/>
    /// <remarks>The spin wave S_x; then, where they are trained, the local fields χθ and their momenta.</remarks>
    public IReadOnlyList<FieldShape> Fields => _firstLocal < 0 ? [Picture("spin wave", "S_x")]
        : [Picture("spin wave", "S_x"), Picture("field", "chi theta"), Picture("pi", "pi")];

    /// <inheritdoc/>
    public Action<int>? Watcher { get; set; }

    /// <inheritdoc/>
    public void CopyField(int field, int lane, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(lane, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)field, (uint)Fields.Count);
        for (var spin = 0; spin < _s.Spins; spin++)
        {
            values[spin] = field switch
            {
                0 => double.CreateTruncating(_s[0][spin]),
                1 => Settings.Coupling * Learning.Theta[_firstLocal + spin],
                _ => Learning.Pi[_firstLocal + spin],
            };
        }
    }

    /// <inheritdoc/>
    public double Energy()
    {
        var energy = Learning.Energy();
        foreach (var flow in _flows)
        {
            energy += flow.Energy(_s, Learning.Theta);
        }

        return energy;
    }

    /// <summary>Σ S_i², the number of spins.</summary>
    public double Norm()
    {
        var sum = 0.0;
        for (var axis = 0; axis < 3; axis++)
        {
            foreach (var value in _s[axis])
            {
                sum += double.CreateTruncating(value * value);
            }
        }

        return sum;
    }

    private FieldShape Picture(string name, string unit) =>
        new(name, Settings.Columns, Settings.Rows, unit, Signed: true)
        {
            Across = Settings.Rows == 1 ? "spin" : "column (spin)",
            Down = Settings.Rows == 1 ? "time (step)" : "row (spin)",
        };
}
