using System.Security.Cryptography;
using System.Text;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Composition;

/// <summary>Tells results of one build of the program from those of another.</summary>
internal static class BuildIdentity
{
    // A deterministic compiler gives equal sources equal module identities, so a rebuild alone changes nothing.
    private static readonly string Build =
        $"{typeof(IMachine).Module.ModuleVersionId} {typeof(BuildIdentity).Module.ModuleVersionId}";

    /// <summary>SHA-256 of a request to this build, lower-case hexadecimal.</summary>
    public static string Hash(string request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Build}\n{request}")));
}
