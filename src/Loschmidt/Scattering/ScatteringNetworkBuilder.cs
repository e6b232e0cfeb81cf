using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Scattering;

/// <summary>Draws a scattering network: groups of modes, couplings between them, inputs and a read-out.</summary>
/// <remarks>
/// <code>
/// var builder = new ScatteringNetworkBuilder();
/// var input = builder.Group("input", 128);
/// var hidden = builder.Group("hidden", 80);
/// var output = builder.Group("output", 10);
/// builder.Couple(input, hidden).Couple(hidden, output);
/// builder.Inject(input, features: 64, replication: 2, scale: -10, shift: 10);
/// var network = builder.ReadReflection(output).Build();
/// </code>
/// </remarks>
public sealed partial class ScatteringNetworkBuilder
{
    private readonly List<ModeGroup> _groups = [];
    private readonly List<CouplingBlock> _blocks = [];
    private readonly List<double> _portRates = [];
    private readonly List<double> _losses = [];
    private readonly List<InputSite> _inputs = [];
    private ScatteringReadout? _readout;

    /// <summary>Adds modes.</summary>
    /// <param name="name">Name of the group, part of the names of its parameters.</param>
    /// <param name="count">Number of modes.</param>
    /// <param name="portRate">κ of the port of every mode; 0 where they have none.</param>
    /// <param name="loss">κ', intrinsic loss of every mode.</param>
    /// <exception cref="ArgumentException">The name is taken, there are no modes, or a rate is negative or not finite; names the group.</exception>
    public ModeGroup Group(string name, int count, double portRate = 1, double loss = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Require(count > 0, $"the group {name} has {count} modes; a group has one at least");
        Require(_groups.All(one => one.Name != name), $"two groups of modes are called '{name}'");
        Require(double.IsFinite(portRate) && portRate >= 0, $"the port rate of {name} is {portRate}; a rate is a finite number >= 0");
        Require(double.IsFinite(loss) && loss >= 0, $"the loss of {name} is {loss}; a loss is a finite number >= 0 (gain is not a passive network)");
        var group = new ModeGroup(name, _portRates.Count, count);
        _groups.Add(group);
        _portRates.AddRange(Enumerable.Repeat(portRate, count));
        _losses.AddRange(Enumerable.Repeat(loss, count));
        return group;
    }

    /// <summary>Couples every mode of one group with every mode of another, or all modes of one group among themselves.</summary>
    /// <param name="rows">One group.</param>
    /// <param name="columns">The other, or the same.</param>
    /// <param name="form">Real, or complex (Hermitian).</param>
    /// <exception cref="ArgumentException">A group is not of this network, or the two are coupled already.</exception>
    public ScatteringNetworkBuilder Couple(ModeGroup rows, ModeGroup columns, CouplingForm form = CouplingForm.Real)
    {
        var parameters = new int[rows.Count * columns.Count];
        if (rows != columns)
        {
            for (var entry = 0; entry < parameters.Length; entry++)
            {
                parameters[entry] = entry;
            }

            return Couple(rows, columns, form, [rows.Count, columns.Count], parameters);
        }

        Array.Fill(parameters, -1);
        var next = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = i + 1; j < rows.Count; j++)
            {
                parameters[i * rows.Count + j] = next++;
            }
        }

        return Couple(rows, columns, form, [next], parameters);
    }

    /// <summary>Couples chosen modes of two groups; entries that name the same parameter share it.</summary>
    /// <param name="rows">One group.</param>
    /// <param name="columns">The other, or the same, where only entries above the diagonal may be coupled.</param>
    /// <param name="form">Real, or complex (Hermitian).</param>
    /// <param name="shape">Extents of the parameter tensor.</param>
    /// <param name="parameters">[rows × columns]: index within the tensor, or −1 where two modes are not coupled.</param>
    /// <exception cref="ArgumentException">Shape and entries do not agree, or the groups are coupled already.</exception>
    public ScatteringNetworkBuilder Couple(
        ModeGroup rows, ModeGroup columns, CouplingForm form, IReadOnlyList<int> shape, int[] parameters) =>
        Couple(new CouplingBlock($"{rows.Name}-{columns.Name}", rows, columns, form, shape, parameters));

    /// <summary>Joins every mode of two groups through an auxiliary mode of its own, whose detuning sets the coupling: J ≈ −g²/Δ.</summary>
    /// <param name="rows">One group.</param>
    /// <param name="columns">The other.</param>
    /// <param name="strength">g, fixed coupling of an auxiliary mode to both of its neighbours.</param>
    /// <param name="loss">κ' of the auxiliary modes; they have no port.</param>
    public ScatteringNetworkBuilder CoupleThrough(ModeGroup rows, ModeGroup columns, double strength, double loss)
    {
        Require(double.IsFinite(strength) && strength > 0, $"the coupler strength is {strength}; expected a finite number > 0");
        Require(double.IsFinite(loss) && loss > 0, $"the loss of the couplers is {loss}; expected a finite number > 0, since a resonant coupler without loss has no steady state");
        var parameters = Enumerable.Range(0, rows.Count * columns.Count).ToArray();
        return Couple(new CouplingBlock(
            $"{rows.Name}-{columns.Name}", rows, columns, CouplingForm.Coupler, [rows.Count, columns.Count], parameters)
        {
            CouplerStrength = strength,
            CouplerLoss = loss,
        });
    }

    /// <summary>Lets numbers of the input detune modes: number k the modes k·R … k·R + R − 1 of the group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="features">Numbers of a sample.</param>
    /// <param name="replication">R, modes that hear the same number: the more, the richer the functions of it.</param>
    /// <param name="scale">Detuning per unit of input.</param>
    /// <param name="shift">Detuning at input 0.</param>
    /// <exception cref="ArgumentException">The group does not have features × replication modes.</exception>
    public ScatteringNetworkBuilder Inject(ModeGroup group, int features, int replication, double scale, double shift)
    {
        Require(_groups.Contains(group), $"the group {group?.Name} belongs to another network");
        Require(
            group!.Count == (long)features * replication,
            $"{group.Name} has {group.Count} modes, but {features} inputs x {replication} copies need {(long)features * replication}");
        Require(double.IsFinite(scale) && double.IsFinite(shift), $"input scale {scale} and shift {shift} must be finite");
        for (var mode = 0; mode < group.Count; mode++)
        {
            _inputs.Add(new InputSite(group.First + mode, mode / replication, scale, shift));
        }

        return this;
    }

    /// <summary>Probes every mode of the group through its own port and reads what comes back: y = Re(e^(−iφ) S_ll).</summary>
    /// <param name="outputs">The group.</param>
    /// <param name="phase">φ of the quadrature; π/2 reads Im S.</param>
    public ScatteringNetworkBuilder ReadReflection(ModeGroup outputs, double phase = Math.PI / 2)
    {
        _readout = new ScatteringReadout(true, Places(outputs), [], Same(outputs.Count, phase));
        return this;
    }

    /// <summary>Drives every mode of one group with amplitude 1 and reads at another: y = Re(e^(−iφ) Σ_p S_lp).</summary>
    /// <param name="driven">The group that is driven.</param>
    /// <param name="outputs">The group that is read.</param>
    /// <param name="phase">φ of the quadrature; π/2 reads Im S.</param>
    public ScatteringNetworkBuilder ReadTransmission(ModeGroup driven, ModeGroup outputs, double phase = Math.PI / 2)
    {
        var probe = new Complex[_portRates.Count];
        foreach (var mode in Places(driven))
        {
            probe[mode] = 1;
        }

        _readout = new ScatteringReadout(false, Places(outputs), probe, Same(outputs.Count, phase));
        return this;
    }

    /// <summary>Checks the network and finishes it.</summary>
    /// <param name="options">What is learned beside detunings and couplings, and how it is judged.</param>
    /// <exception cref="ArgumentException">Names the mode or the group at fault.</exception>
    public ScatteringNetwork Build(ScatteringOptions? options = null)
    {
        Require(_readout is not null, "the network has no read-out; call ReadReflection or ReadTransmission");
        Check();
        return new ScatteringNetwork(
            _groups, _blocks, [.. _portRates], [.. _losses], _inputs, _readout! with { Probe = Padded(_readout.Probe) }, options ?? new ScatteringOptions());
    }

    private ScatteringNetworkBuilder Couple(CouplingBlock block)
    {
        Require(_groups.Contains(block.Rows) && _groups.Contains(block.Columns), $"the groups of the couplings {block.Name} belong to another network");
        Require(
            _blocks.All(one => (one.Rows, one.Columns) != (block.Rows, block.Columns) && (one.Rows, one.Columns) != (block.Columns, block.Rows)),
            $"{block.Rows.Name} and {block.Columns.Name} are coupled already");
        _blocks.Add(block);
        return this;
    }

    private Complex[] Padded(IReadOnlyList<Complex> probe)
    {
        var all = new Complex[probe.Count == 0 ? 0 : _portRates.Count];
        for (var mode = 0; mode < probe.Count; mode++)
        {
            all[mode] = probe[mode];
        }

        return all;
    }

    private static int[] Places(ModeGroup group) => [.. Enumerable.Range(group.First, group.Count)];

    private static double[] Same(int count, double value) => [.. Enumerable.Repeat(value, count)];

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
