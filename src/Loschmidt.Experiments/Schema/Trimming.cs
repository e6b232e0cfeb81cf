namespace Loschmidt.Experiments.Schema;

/// <summary>Why looking at settings by reflection is safe in a trimmed program.</summary>
internal static class Trimming
{
    /// <summary>Names the file that makes it so.</summary>
    public const string SettingsStayWhole =
        "settings records live in assemblies that are never trimmed: see buildTransitive/Loschmidt.Experiments.targets";
}
