using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Experiments.Composition;

/// <summary>What the bits of a result depend on besides the experiment.</summary>
internal static class BuildIdentity
{
    /// <summary>Version of the program, framework, and the widest vectors the processor has.</summary>
    public static string Text { get; } =
        $"loschmidt {typeof(BuildIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}, "
        + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture} "
        + (Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : "128");
}
