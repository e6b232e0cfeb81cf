using Loschmidt.Machines;

namespace Loschmidt.Scattering;

/// <summary>Where the parameters of a network sit: the list behind <see cref="IScatters.Knobs"/>.</summary>
internal static class ScatteringKnobs
{
    /// <summary>Lists them, in the order of θ; shared couplings occur several times.</summary>
    /// <param name="network">The network.</param>
    /// <param name="modes">Its modes, couplers included: a coupler's knob is the detuning of its auxiliary mode.</param>
    public static IReadOnlyList<ScatteringKnob> Of(ScatteringNetwork network, ScatteringModes modes)
    {
        var knobs = new List<ScatteringKnob>();
        foreach (var group in network.Groups)
        {
            var offset = network.OffsetOf($"detuning/{group.Name}");
            for (var mode = 0; mode < group.Count; mode++)
            {
                knobs.Add(new ScatteringKnob(offset + mode, KnobKind.Detuning, group.First + mode, group.First + mode));
            }
        }

        foreach (var block in network.Blocks.Where(block => block.Form != CouplingForm.Coupler))
        {
            Add(block, KnobKind.Coupling, network.OffsetOf($"coupling/{block.Name}"));
            if (block.Form == CouplingForm.Complex)
            {
                Add(block, KnobKind.Flux, network.OffsetOf($"coupling/{block.Name}.imag"));
            }
        }

        knobs.AddRange(modes.Couplers.Select(
            coupler => new ScatteringKnob(coupler.Parameter, KnobKind.Detuning, coupler.Mode, coupler.Mode)));
        if (network.Options.LearnPortRates)
        {
            var offset = network.OffsetOf("port/rate");
            knobs.AddRange(Enumerable.Range(0, network.Modes).Select(mode => new ScatteringKnob(offset + mode, KnobKind.PortRate, mode, mode)));
        }

        if (network.Options.LearnPhases)
        {
            var offset = network.OffsetOf("readout/phase");
            knobs.AddRange(Enumerable.Range(0, network.Readout.Outputs.Count).Select(
                output => new ScatteringKnob(offset + output, KnobKind.Quadrature, output, output)));
        }

        return knobs;

        void Add(CouplingBlock block, KnobKind kind, int offset)
        {
            for (var entry = 0; entry < block.Parameters.Length; entry++)
            {
                if (block.Parameters[entry] >= 0)
                {
                    knobs.Add(new ScatteringKnob(
                        offset + block.Parameters[entry], kind, block.Rows.First + entry / block.Columns.Count,
                        block.Columns.First + entry % block.Columns.Count));
                }
            }
        }
    }
}
