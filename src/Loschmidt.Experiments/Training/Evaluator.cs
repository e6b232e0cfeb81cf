using Loschmidt.Experiments.Data;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>Judges a machine by forward passes on replicas, so that inference never touches Θ: prediction, and
/// comparison.</summary>
/// <remarks>The answer is the brightest output. Contrast is (I_b − I_rival)/(I_b + I_rival) with I_b the right
/// output.</remarks>
public sealed class Evaluator
{
    private readonly LaneBlocks _blocks;
    private readonly ForwardLoop _forward;
    private readonly Dictionary<IDataSet, double> _naive = [];

    /// <summary>Uses the replicas of a pool.</summary>
    public Evaluator(LaneBlocks blocks) => (_blocks, _forward) = (blocks, new ForwardLoop(blocks));

    /// <summary>Judges all rows of a data set.</summary>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="data">The samples; with classes, answers are counted too.</param>
    /// <param name="cancellation">Checked between batches of samples.</param>
    public Evaluation Evaluate(ReadOnlySpan<double> theta, IDataSet data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var tally = Tally(data.Classes);
        var grades = new List<(string Name, double Value)>();
        var cost = _forward.Run(
            theta, data,
            (row, light, label) =>
            {
                tally.Add(light, label);
                Grade(grades, data, (int)row, light);
            },
            cancellation);
        return tally.Evaluation(cost) with
        {
            NaiveCost = Naive(data),
            Grades = [.. grades.Select(grade => (grade.Name, grade.Value / data.Count))],
        };
    }

    /// <summary>Judges all samples of a stream that brings labels or targets.</summary>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="stream">Read to its end.</param>
    /// <param name="cancellation">Checked between batches of samples.</param>
    /// <exception cref="ArgumentException">The stream brings nothing to compare with.</exception>
    public Evaluation Evaluate(
        ReadOnlySpan<double> theta, ISampleStream stream, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.IsJudged)
            throw new ArgumentException($"{stream.Name} has neither labels nor targets", nameof(stream));
        var tally = Tally(stream.Classes);
        return tally.Evaluation(_forward.Run(theta, stream, (_, light, label) => tally.Add(light, label),
            cancellation));
    }

    private static void Grade(List<(string Name, double Value)> sums, IDataSet data, int row, ReadOnlySpan<double> light)
    {
        if (data is not IGradesAnswers grading)
            return;
        var grades = grading.Grade(row, light);
        for (var i = 0; i < grades.Count; i++)
        {
            if (i == sums.Count)
                sums.Add((grades[i].Name, 0));
            sums[i] = (sums[i].Name, sums[i].Value + grades[i].Value);
        }
    }

    /// <summary>It does not change while a machine learns.</summary>
    private double? Naive(IDataSet data)
    {
        if (Persistence.HorizonOf(_blocks.Machine) is not { } horizon || data is not ISeriesSet series)
            return null;
        if (!_naive.TryGetValue(data, out var cost))
            _naive[data] = cost = Persistence.CostOf(series, horizon);
        return cost;
    }

    /// <summary>Answers of machines that read series, settle, or are judged by measured outputs and never come home have signs and so no
    /// contrast.</summary>
    private Tally Tally(int classes) =>
        new(classes, _blocks.Machine.Outputs, Kind is IReverses or not (ISequenceMachine or IRelaxes or IJudges));

    /// <summary>A device answers as the machine does that it was meant to be.</summary>
    private IEvolves Kind => _blocks.Machine is IModelled device && (device as IRefuses)?.Refusal<IModelled>() is null ? device.Model : _blocks.Machine;
}
