using Loschmidt.Experiments.Figures;
using Loschmidt.Machines;
using Loschmidt.Scattering;

namespace Loschmidt.Experiments.Execution;

/// <summary>The modes of a scattering machine with their detunings, and its couplings.</summary>
/// <remarks>Rings between two modes are not drawn, but what they do: a ring of detuning Δ_c is the coupling −g²/Δ_c, and
/// shifts the detunings of both modes by as much.</remarks>
internal static class NetworkPicture
{
    /// <summary>Draws a machine at its θ.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="name">Heading.</param>
    public static LayerDrawing Of(IScatters machine, string name)
    {
        var θ = machine.Learning.Theta;
        var groups = (NetworkOf(machine)?.Groups ?? machine.Groups).ToList();
        var values = groups.Select(group => new double[group.Count]).ToList();
        var links = new List<DrawnLink>();
        foreach (var knob in machine.Knobs)
        {
            if (knob.Kind == KnobKind.Detuning && GroupOf(groups, knob.First) is var (at, place) && at >= 0)
            {
                values[at][place] = θ[knob.Parameter];
            }
            else if (knob.Kind == KnobKind.Coupling)
            {
                links.Add(Link(groups, knob.First, knob.Second, θ[knob.Parameter]));
            }
        }

        var direct = links.Count;
        foreach (var (first, second, strength) in Couplers(machine))
        {
            var link = Link(groups, first, second, strength);
            values[link.FromLayer][link.From] += strength;
            values[link.ToLayer][link.To] += strength;
            links.Add(link);
        }

        return new LayerDrawing
        {
            Title = $"{name}: modes, and couplings against their mean",
            Layers = [.. groups.Zip(values, (group, detunings) => (group.Name, detunings))],
            Links = AgainstTheirMean(links),
            Quantity = links.Count > direct ? "detuning Δ/κ, couplers included" : "detuning Δ/κ",
        };
    }

    /// <summary>Trained couplings lie about a common mean, which says nothing about any of them.</summary>
    private static List<DrawnLink> AgainstTheirMean(List<DrawnLink> links) =>
    [
        .. links.GroupBy(link => (link.FromLayer, link.ToLayer)).SelectMany(block =>
        {
            var mean = block.Average(link => link.Strength);
            return block.Select(link => link with { Strength = link.Strength - mean });
        }),
    ];

    /// <summary>Two modes and the coupling that the ring between them amounts to, Re(−ig²χ).</summary>
    private static IEnumerable<(int First, int Second, double Strength)> Couplers(IScatters machine)
    {
        if (NetworkOf(machine) is not { } network)
        {
            yield break;
        }

        foreach (var block in network.Blocks.Where(block => block.Form == CouplingForm.Coupler))
        {
            var first = network.Parameters.Tensors.First(tensor => tensor.Name == $"coupler/{block.Name}").Offset;
            for (var entry = 0; entry < block.Parameters.Length; entry++)
            {
                if (block.Parameters[entry] >= 0)
                {
                    var (row, column) = Math.DivRem(entry, block.Columns.Count);
                    var Δ = machine.Learning.Theta[first + block.Parameters[entry]];
                    var (g, width) = (block.CouplerStrength, 0.5 * block.CouplerLoss);
                    yield return (block.Rows.First + row, block.Columns.First + column, -g * g * Δ / (Δ * Δ + width * width));
                }
            }
        }
    }

    private static ScatteringNetwork? NetworkOf(IScatters machine) => machine switch
    {
        ScatteringMachine<double> precise => precise.Network,
        ScatteringMachine<float> fast => fast.Network,
        _ => null,
    };

    private static DrawnLink Link(List<ModeGroup> groups, int first, int second, double strength)
    {
        var ((from, one), (to, other)) = (GroupOf(groups, first), GroupOf(groups, second));
        return new DrawnLink(from, one, to, other, strength);
    }

    private static (int Group, int Place) GroupOf(List<ModeGroup> groups, int mode)
    {
        var at = groups.FindIndex(group => mode >= group.First && mode < group.First + group.Count);
        return at < 0 ? (-1, 0) : (at, mode - groups[at].First);
    }
}
