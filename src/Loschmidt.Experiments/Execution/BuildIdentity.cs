using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>What the bits of a result depend on besides the experiment.</summary>
internal static class BuildIdentity
{
    // A deterministic compiler gives equal sources equal module identities, so a rebuild alone changes nothing.
    private static readonly string Build =
        $"{typeof(IMachine).Module.ModuleVersionId} {typeof(BuildIdentity).Module.ModuleVersionId}";

    /// <summary>For people: version of the program, framework, and the widest vectors the processor has.</summary>
    public static string Text { get; } =
        $"loschmidt {typeof(BuildIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}, "
        + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture} "
        + (Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : "128");

    /// <summary>SHA-256 of a request to this build, lower-case hexadecimal.</summary>
    public static string Hash(string request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Build}\n{request}")));
}
