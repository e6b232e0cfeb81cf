using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reports;

/// <summary>The cost of a machine along a straight line in parameter space, C(θ ± h·d), where it is curved enough to be seen and little enough to be a parabola.</summary>
/// <remarks>
/// The distances are chosen by the cost alone, not by any gradient: from the largest h at which the second difference is below a tenth of the first and both fall
/// by their powers, three decades downwards or to the rounding of the cost.
/// </remarks>
internal sealed class CostLine
{
    private const int Halves = 6;
    private const double Bend = 0.1;
    private const double Curved = 30;

    private readonly List<(double H, double Up, double Down)> _points = [];

    /// <summary>Measures it.</summary>
    /// <param name="subject">The machine; its Θ is left as it was.</param>
    /// <param name="direction">d, [parameters], of length one.</param>
    /// <param name="cancellation">Stops between two points.</param>
    public CostLine(CheckedMachine subject, double[] direction, CancellationToken cancellation)
    {
        Direction = direction;
        var here = CostAt(subject, direction, 0);
        Rounding = (subject.Precision == "float" ? 6e-8 : 1.1e-16) * 100 * Math.Abs(here);
        var all = new List<(double H, double Up, double Down)>();
        var first = -1;
        for (var half = -2; half <= 14 && (first < 0 || all.Count <= first + Halves); half++)
        {
            cancellation.ThrowIfCancellationRequested();
            var h = Math.Pow(10, -half / 2.0);
            if (!Allows(subject.Machine, direction, h))
            {
                continue;
            }

            all.Add((h, CostAt(subject, direction, h) - here, CostAt(subject, direction, -h) - here));
            if (first < 0 && all.Count > 1 && IsParabola(all[^2], all[^1]))
            {
                first = all.Count - 2;
            }
        }

        _points = first < 0 ? [] : [.. all.Skip(first).TakeWhile(point => Even(point) > Curved * Rounding)];
    }

    /// <summary>d.</summary>
    public double[] Direction { get; }

    /// <summary>What rounding may add to a difference of costs.</summary>
    public double Rounding { get; }

    /// <summary>(h, C(θ + h·d) − C(θ)), h descending.</summary>
    public IEnumerable<(double H, double Rise)> Rises => _points.Select(point => (point.H, point.Up));

    private static double Odd((double H, double Up, double Down) point) => Math.Abs(point.Up - point.Down) / 2;

    private static double Even((double H, double Up, double Down) point) => Math.Abs(point.Up + point.Down) / 2;

    private static bool IsParabola((double H, double Up, double Down) far, (double H, double Up, double Down) near) =>
        Even(far) < Bend * Odd(far) && Math.Abs(Even(far) / Even(near) - 10) < 1 && Math.Abs(Odd(far) / Odd(near) / Math.Sqrt(10) - 1) < 0.03;

    // A port's rate cannot be negative.
    private static bool Allows(IMachine machine, double[] direction, double h) => machine is not IScatters scatterer
        || scatterer.Knobs.All(knob => knob.Kind != KnobKind.PortRate
            || h * Math.Abs(direction[knob.Parameter]) < 0.5 * machine.Learning.Theta[knob.Parameter]);

    private static double CostAt(CheckedMachine subject, double[] direction, double distance)
    {
        var machine = (IEvolves)subject.Machine;
        var θ = machine.Learning.Theta;
        var π = machine.Learning.Pi;
        var (kept, momentum) = (θ.ToArray(), π.ToArray());
        try
        {
            π.Clear();
            for (var i = 0; i < θ.Length; i++)
            {
                θ[i] += distance * direction[i];
            }

            // The same numbers for every point of the line, so that noise is a part of the machine and not of the difference.
            (machine as IDrawsNoise)?.Name(-1, 0);
            if (machine is ISequenceMachine training)
            {
                return training.TrainingCost(subject.Batch);
            }

            machine.Prepare(subject.Batch);
            machine.Evolve();
            return machine.Cost();
        }
        finally
        {
            kept.CopyTo(θ);
            momentum.CopyTo(π);
        }
    }
}
