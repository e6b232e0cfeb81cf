namespace Loschmidt.Experiments.Figures;

/// <summary>Machines name their fields in letters that fit file names; pictures show the symbols of the equations.</summary>
internal static class Symbols
{
    public static string In(string name) => name switch
    {
        "theta" => "θ",
        "pi" => "π",
        _ => name.Replace("Psi", "Ψ").Replace("^2", "²"),
    };
}
