namespace Loschmidt.Experiments.Reproduction;

/// <summary>What to type to get a figure again.</summary>
internal static class ReproductionCommand
{
    /// <summary>The command of a figure. Neither folders nor threads belong to it: they change no digit.</summary>
    public static string For(string name, bool quick) => $"./loschmidt reproduce {name}{(quick ? " --quick" : "")}";
}
