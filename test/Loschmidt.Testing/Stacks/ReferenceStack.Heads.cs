using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Testing.Stacks;

// What is read from the top of the stack, and what it costs.
public sealed partial class ReferenceStack<R>
{
    private R[][] Read(R[][] x)
    {
        var pool = settings.Head.Kind == HeadKind.Forecast ? Pooling.Every : settings.Head.Pool;
        var every = settings.Head.Kind == HeadKind.Forecast ? 1 : settings.Head.Every;
        R[][] read = pool switch
        {
            Pooling.Mean => [MeanOf(x)],
            Pooling.Last => [x[^1]],
            _ => [.. x.Where((_, step) => (step + 1) % every == 0)],
        };
        var squashed = settings.Head is { Kind: HeadKind.Regression, Tanh: true };
        return [.. read.Select(row =>
        {
            var y = Affine(row, Names.HeadWeight, Names.HeadBias);
            return squashed ? Array.ConvertAll(y, R.Tanh) : y;
        })];
    }

    private static R[] MeanOf(R[][] x)
    {
        var mean = new R[x[0].Length];
        Array.Fill(mean, Zero);
        foreach (var step in x)
        {
            for (var c = 0; c < mean.Length; c++)
            {
                mean[c] += step[c] / x.Length;
            }
        }

        return mean;
    }

    // −ln softmax(logits)[label], the largest logit taken out first.
    private R CrossEntropy(R[] logits, int label)
    {
        var largest = logits.Max(real);
        var sum = Zero;
        foreach (var logit in logits)
        {
            sum += R.Exp(logit - largest);
        }

        return R.Log(sum) + largest - logits[label];
    }

    // Mean over targets and outputs of one sample; answers beyond the last target are not judged.
    private static R MeanSquare(R[][] answers, R[][] targets)
    {
        var sum = Zero;
        for (var k = 0; k < targets.Length; k++)
        {
            for (var j = 0; j < targets[k].Length; j++)
            {
                var miss = answers[k][j] - targets[k][j];
                sum += miss * miss / (targets.Length * targets[k].Length);
            }
        }

        return sum;
    }

    private static R[][] TargetsOf(ISeries series, int lane) =>
        Rows(series.TargetsOf(lane), series.TargetChannels, lane, series.ReadTargets);

    private R[][] Ahead(ISeries series, int lane) =>
        [.. Rows(series.StepsOf(lane), series.Channels, lane, series.Read).Skip(settings.Head.Horizon)];
}
