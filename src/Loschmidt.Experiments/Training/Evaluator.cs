using Loschmidt.Experiments.Data;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>Judges a machine on a data set by forward passes on replicas, so that inference never touches Θ.</summary>
/// <remarks>The answer is the brightest output. Contrast is (I_b − I_rival)/(I_b + I_rival) with I_b the right output.</remarks>
public sealed class Evaluator
{
    private readonly LaneBlocks _blocks;

    /// <summary>Uses the replicas of a pool.</summary>
    public Evaluator(LaneBlocks blocks) => _blocks = blocks;

    /// <summary>Runs all rows of a data set forward.</summary>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="data">The samples; with classes, accuracy and contrast are counted too.</param>
    public Evaluation Evaluate(ReadOnlySpan<double> theta, IDataSet data)
    {
        var rows = new int[data.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = i;
        }

        var lanes = _blocks.Machine.Lanes;
        var worst = new double[(rows.Length + lanes - 1) / lanes];
        var counts = new double[1];
        var cost = _blocks.Run(theta, data, rows, 1, (machine, batch, block, result) =>
        {
            machine.Prepare(batch);
            machine.Evolve();
            (result[0], worst[block]) = data.Classes > 0 ? Judge(machine, batch) : (0, 0);
            return machine.Cost();
        }, counts);
        return data.Classes > 0
            ? new Evaluation(cost / data.Count, data.Count, (int)counts[0], data.Classes == 2 ? worst.Min() : null)
            : new Evaluation(cost / data.Count, data.Count, null, null);
    }

    private static (double Correct, double WorstContrast) Judge(IEvolves machine, Batch batch)
    {
        var outputs = new double[machine.Outputs * machine.Lanes];
        machine.Read(outputs);
        var (correct, worst) = (0, double.PositiveInfinity);
        for (var lane = 0; lane < batch.Active; lane++)
        {
            var label = batch.Labels[lane];
            var right = outputs[(label * machine.Lanes) + lane];
            var rival = double.NegativeInfinity;
            for (var k = 0; k < machine.Outputs; k++)
            {
                if (k != label)
                {
                    rival = Math.Max(rival, outputs[(k * machine.Lanes) + lane]);
                }
            }

            correct += right > rival ? 1 : 0;
            worst = Math.Min(worst, (right - rival) / (right + rival));
        }

        return (correct, worst);
    }
}
