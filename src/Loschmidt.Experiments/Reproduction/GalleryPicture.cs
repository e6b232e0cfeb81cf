namespace Loschmidt.Experiments.Reproduction;

/// <summary>A picture of the documentation, and where it comes from.</summary>
/// <param name="File">Its file in the gallery's folder.</param>
/// <param name="Figure">The figure that makes it.</param>
/// <param name="Picture">Its name there, without ending.</param>
/// <param name="Quick">Whether the short version of the figure is shown.</param>
/// <param name="Sentence">What is to be seen.</param>
internal sealed record GalleryPicture(string File, string Figure, string Picture, bool Quick, string Sentence)
{
    /// <summary>What to type to get it again.</summary>
    public string Command => ReproductionCommand.For(Figure, Quick);
}
