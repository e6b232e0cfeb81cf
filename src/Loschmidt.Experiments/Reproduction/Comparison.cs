namespace Loschmidt.Experiments.Reproduction;

/// <summary>A published value, or one that theory expects, beside ours.</summary>
/// <param name="Quantity">What is compared.</param>
/// <param name="Published">What the paper says, <see cref="NotPrinted"/> where it gives no number, or what theory expects.</param>
/// <param name="Ours">What we found.</param>
/// <param name="Deviation">How they differ, or what is to be said about ours, in words.</param>
public sealed record Comparison(string Quantity, string Published, string Ours, string Deviation)
{
    /// <summary>The paper shows it without a number.</summary>
    public const string NotPrinted = "not printed in the paper";
}
