namespace Loschmidt.Machines;

/// <summary>A machine that sends an error of its outputs back to its parameters, wherever that error was measured.</summary>
/// <remarks>With the slope at its own outputs this is its gradient; with the slope at a device's outputs, that of physics-aware training.</remarks>
public interface IPullsOutputsBack : IJudges
{
    /// <summary>Runs the batch forward and gives Σ_r s_r ∂y_r/∂θ at the present θ.</summary>
    /// <param name="batch">The samples; their labels and targets are not asked for.</param>
    /// <param name="slope">s = ∂C/∂y, [<see cref="IEvolves.Outputs"/> × lanes of the batch].</param>
    /// <param name="gradient">[parameters], <b>overwritten</b> with the sum over samples.</param>
    /// <exception cref="ArgumentException">A span is too short, or the batch has another shape than the machine.</exception>
    void PullBackOutputs(Batch batch, ReadOnlySpan<double> slope, Span<double> gradient);
}
