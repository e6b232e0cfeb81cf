namespace Loschmidt.Site;

/// <summary>Something wrong with a document.</summary>
/// <param name="File">The document, from the root of the checkout.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record SiteProblem(string File, int Line, string Message)
{
    /// <summary><c>docs/guides/x.md:12: message</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {Message}";
}
