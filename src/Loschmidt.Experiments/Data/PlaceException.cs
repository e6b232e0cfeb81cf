namespace Loschmidt.Experiments.Data;

/// <summary>One place does not give the file; there may be others.</summary>
/// <param name="reason">Why, in a few words.</param>
/// <param name="isCut">Whether the place began to give it, so that asking again may help.</param>
/// <param name="innerException">What was underneath.</param>
internal sealed class PlaceException(string reason, bool isCut = false, Exception? innerException = null)
    : Exception(reason, innerException)
{
    public bool IsCut { get; } = isCut;
}
