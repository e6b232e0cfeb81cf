namespace Loschmidt.Tests.Studio;

/// <summary>What a server answered.</summary>
/// <param name="Status">HTTP status; 0 for none.</param>
/// <param name="Text">Everything it said, a letter a byte.</param>
internal sealed record RawAnswer(int Status, string Text);
