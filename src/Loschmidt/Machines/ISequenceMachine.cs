namespace Loschmidt.Machines;

/// <summary>A machine that reads series and is judged along the way: many nudges, one at every step of the echo.</summary>
/// <remarks>
/// <see cref="IEvolves"/> is its face for inference; samples come as <see cref="Batch.Series"/>. A gradient needs the whole batch at
/// once where samples are normalised by common statistics, so a batch is never cut into blocks here.
/// </remarks>
public interface ISequenceMachine : IEvolves
{
    /// <summary>Names the random numbers of the next gradient, such as dropout: the training step.</summary>
    long Moment { get; set; }

    /// <summary>Cost and gradient of a batch as in training.</summary>
    /// <param name="echo">How to come by it.</param>
    /// <param name="batch">The samples; only active lanes count.</param>
    /// <param name="gradient">[parameters], <b>overwritten</b> with ∂C/∂θ, C summed over samples.</param>
    /// <returns>C summed over samples.</returns>
    double Gradient(SequenceEcho echo, Batch batch, Span<double> gradient);

    /// <summary>Writes the running statistics that the last gradient saw where θ keeps them; other entries are left alone.</summary>
    /// <param name="theta">θ, [parameters].</param>
    void Settle(Span<double> theta);
}
