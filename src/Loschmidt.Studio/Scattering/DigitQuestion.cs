namespace Loschmidt.Studio.Scattering;

/// <summary>A drawing for a machine to read.</summary>
/// <param name="Machine">Its id, as the list has it.</param>
/// <param name="Image">8 × 8 pixels row by row, ink from 0 to 1.</param>
/// <param name="RingUp">Whether to follow the fields in time, too.</param>
internal sealed record DigitQuestion(string Machine, double[] Image, bool RingUp = false)
{
    /// <summary>Pixels of an image.</summary>
    public const int Pixels = 64;

    /// <summary>The image, which is one.</summary>
    /// <exception cref="StudioException">It is not 64 numbers from 0 to 1.</exception>
    public double[] Checked()
    {
        if (Image is not { Length: Pixels })
            throw new StudioException($"an image is {Pixels} numbers, 8 rows of 8; this one has {Image?.Length ?? 0}");
        var wrong = Array.FindIndex(Image, ink => !(ink is >= 0 and <= 1));
        return wrong < 0 ? Image : throw new StudioException($"pixel {wrong} of the image is {Image[wrong]:R}; ink runs from 0 to 1");
    }
}
