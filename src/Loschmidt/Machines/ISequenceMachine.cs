namespace Loschmidt.Machines;

/// <summary>A machine that reads series and is judged along the way: many nudges, one at every step of the echo.</summary>
/// <remarks>
/// <see cref="IEvolves"/> is its face for inference; samples come as <see cref="Batch.Series"/>. A gradient needs the whole batch at
/// once where samples are normalised by common statistics, so a batch is never cut into blocks here.
/// </remarks>
public interface ISequenceMachine : IEvolves, ISettles
{
    /// <summary>Names the random numbers of the next gradient, such as dropout: the training step.</summary>
    long Moment { get; set; }

    /// <summary>Cost and gradient of a batch as in training.</summary>
    /// <param name="echo">How to come by it.</param>
    /// <param name="batch">The samples; only active lanes count.</param>
    /// <param name="gradient">[parameters], <b>overwritten</b> with ∂C/∂θ, C summed over samples.</param>
    /// <returns>C summed over samples.</returns>
    double Gradient(SequenceEcho echo, Batch batch, Span<double> gradient);

    /// <summary>The cost of a batch as in training: what <see cref="Gradient"/> is the gradient of.</summary>
    /// <param name="batch">The samples; only active lanes count.</param>
    /// <returns>C summed over samples.</returns>
    double TrainingCost(Batch batch);

    /// <summary>How far the way home of the last gradient missed where it had begun, relative to the state at the turning point; the worst of all
    /// layers. Infinite where it left the range of numbers, 0 where the method has no echo.</summary>
    double EchoError { get; }

    /// <summary>What is wrong with the last gradient or soon will be, and what to change, in one line: the echo is lost, the gradient explodes, or the
    /// oscillators are unstable; null while all is well.</summary>
    string? EchoWarning { get; }

    /// <summary>Bytes that a gradient needs beside the samples and θ.</summary>
    /// <param name="echo">How it is taken.</param>
    /// <param name="steps">Steps of the longest series.</param>
    long BytesFor(SequenceEcho echo, int steps);
}
