using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>What is done to training images each time they are shown; images that are judged stay as they
/// are.</summary>
public sealed record AugmentSettings
{
    /// <summary>Standard deviation of the normal noise added to every input, which is in [0, 1] before.</summary>
    [Description("Standard deviation of the normal noise added to every input, which is in [0, 1] before and is not cut to it "
        + "afterwards.")]
    [Range(0, 10)]
    public double Noise { get; init; }

    /// <summary>Most pixels by which an image is moved in each of the four directions; what comes in is
    /// black.</summary>
    [Description("Most pixels (of the inputs, after pooling) by which an image is moved up, down, left or right; what comes in is "
        + "zero.")]
    [Range(0, 1000)]
    public int Shift { get; init; }
}
