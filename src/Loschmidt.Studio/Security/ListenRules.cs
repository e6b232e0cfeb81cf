using System.Net;

namespace Loschmidt.Studio.Security;

/// <summary>What the studio refuses to be started as.</summary>
internal static class ListenRules
{
    /// <summary>Letters of the shortest token: with 64 to choose from, 96 bits.</summary>
    public const int ShortestToken = 16;

    private const int LongestToken = 256;

    /// <summary>Checks an address and its token.</summary>
    /// <exception cref="StudioException">Everybody would be let in, or nobody could come in.</exception>
    public static void Check(IPAddress address, string? token)
    {
        if (token is null && !IPAddress.IsLoopback(address))
            throw new StudioException($"{address} can be reached from other computers: --listen there needs --token T with {ShortestToken} characters or more");
        if (token is null)
            return;
        if (token.Length is < ShortestToken or > LongestToken)
            throw new StudioException($"--token has {token.Length} characters; {ShortestToken} to {LongestToken} are accepted");
        if (!token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~'))
            throw new StudioException("--token accepts letters, digits, '-', '_', '.' and '~', which a link can hold as they are");
        if (token.Distinct().Count() < ShortestToken / 4)
            throw new StudioException("--token repeats a few characters, which is soon guessed; 'openssl rand -hex 16' makes a good one");
    }
}
