using Loschmidt.Costs;
using Loschmidt.Numerics.Random;
using Loschmidt.Scattering.Solvers;

namespace Loschmidt.Scattering;

/// <summary>From settings to networks and the parameters they begin with.</summary>
public static class ScatteringNetworks
{
    private const double CouplerStrength = 4;
    private const double CouplerLoss = 0.01;
    private const double Connected = 0.1;
    private const int Kernel = 4;

    /// <summary>Draws the network of the settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="seed">Draws the graph where chance has a say in it.</param>
    /// <exception cref="ArgumentException">The settings contradict each other, or describe a network that cannot be read; names the key or the mode.</exception>
    public static ScatteringNetwork Build(ScatteringSettings settings, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        RequireMeaning(settings);
        var builder = new ScatteringNetworkBuilder();
        var layers = Layers(settings);
        Require(settings.Loss.Length == 1 || settings.Loss.Length == layers.Count, "loss", layers.Count, settings.Loss.Length);
        Require(settings.PortRate.Length == 1 || settings.PortRate.Length == layers.Count, "portRate", layers.Count, settings.PortRate.Length);
        var groups = layers.Select((layer, place) => builder.Group(
            layer.Name, layer.Count, Of(settings.PortRate, place), Of(settings.Loss, place))).ToList();
        var form = settings.Complex ? CouplingForm.Complex : CouplingForm.Real;
        for (var place = 1; place < groups.Count; place++)
        {
            var (rows, columns) = (groups[place - 1], groups[place]);
            if (settings.Structure == ScatteringStructure.Racetrack)
            {
                builder.CoupleThrough(rows, columns, settings.CouplerStrength ?? CouplerStrength, settings.CouplerLoss ?? CouplerLoss);
            }
            else if (layers[place].Side > 0)
            {
                var (kernel, side) = (settings.Kernel ?? Kernel, layers[place - 1].Side);
                if (kernel > side)
                {
                    throw new ArgumentException($"kernel {kernel} is larger than the images of {side} x {side} of {layers[place - 1].Name}");
                }

                builder.CoupleConvolution(rows, side, columns, layers[place].Side, kernel, 2);
            }
            else
            {
                builder.Couple(rows, columns, form);
            }
        }

        _ = settings.Structure switch
        {
            ScatteringStructure.Dense => builder.Couple(groups[1], groups[1], form),
            ScatteringStructure.Lattice => builder.CoupleLattice(groups[1], (int)Math.Sqrt(groups[1].Count), form),
            ScatteringStructure.Random => builder.CoupleRandom(groups[1], settings.Connected ?? Connected, seed, form),
            _ => builder,
        };
        builder.Inject(groups[0], settings.Inputs, settings.Replication, -settings.Background, settings.Background);
        _ = settings.Reading == ScatteringReading.Reflection
            ? builder.ReadReflection(groups[^1])
            : builder.ReadTransmission(groups[0], groups[^1]);
        return builder.Build(new ScatteringOptions
        {
            LearnPhases = settings.LearnPhases, LearnPortRates = settings.LearnPortRates, Score = settings.Score,
            Gain = settings.Gain, Solver = settings.Solver,
        });
    }

    /// <summary>Parameters before training.</summary>
    /// <param name="network">The network of the settings.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="seed">Draws them.</param>
    /// <returns>θ, [parameters]; allocated.</returns>
    public static double[] Initial(ScatteringNetwork network, ScatteringSettings settings, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(settings);
        var stream = new RandomStream(seed, "theta");
        var θ = new double[network.Parameters.Count];
        foreach (var tensor in network.Parameters.Tensors)
        {
            var scale = settings.Balanced is { } balanced && network.Blocks.FirstOrDefault(one => tensor.Name.EndsWith(one.Name, StringComparison.Ordinal)) is { } block
                ? balanced * Math.Sqrt(6.0 / (block.Rows.Count + block.Columns.Count))
                : double.NaN;
            for (var i = 0; i < tensor.Count; i++)
            {
                var u = stream.Uniform(0, (uint)(tensor.Offset + i));
                var copy = i % settings.Replication;
                θ[tensor.Offset + i] = tensor.Name switch
                {
                    "detuning/input" => Copy(settings, copy) - settings.OffsetSpread * u,
                    "readout/phase" => Math.PI / 2,
                    "port/rate" => network.PortRates[i],
                    var name when name.StartsWith("detuning/", StringComparison.Ordinal) => -settings.DetuningSpread * u,
                    var name when name.EndsWith(".imag", StringComparison.Ordinal) => settings.CouplingSpread * (2 * u - 1),
                    // J ≈ −g²/Δ of a coupler.
                    var name when name.StartsWith("coupler/", StringComparison.Ordinal) =>
                        -Math.Pow(settings.CouplerStrength ?? CouplerStrength, 2) / (settings.Coupling + settings.CouplingSpread * u),
                    _ when !double.IsNaN(scale) => scale * (2 * u - 1),
                    _ => settings.Coupling + settings.CouplingSpread * u,
                };
            }
        }

        Recentre(network, θ);
        return θ;
    }

    /// <summary>Takes back what couplers add to the detunings of the modes they join: a hundred of them would push a mode far off resonance.</summary>
    private static void Recentre(ScatteringNetwork network, double[] θ)
    {
        var coupled = new NetworkAtTheta(network);
        coupled.Load(θ, 0);
        for (var g = 0; g < network.Groups.Count; g++)
        {
            for (var mode = 0; mode < network.Groups[g].Count; mode++)
            {
                θ[network.Detunings[g] + mode] -= coupled.Diagonal[network.Groups[g].First + mode].Imaginary - θ[network.Detunings[g] + mode];
            }
        }
    }

    private static double Copy(ScatteringSettings settings, int copy) =>
        settings.Replication == 1 ? 0 : settings.Offset * (1 - 2.0 * copy / (settings.Replication - 1));

    private static List<(string Name, int Count, int Side)> Layers(ScatteringSettings settings)
    {
        var layers = new List<(string, int, int)>();
        var convolutional = settings.Structure == ScatteringStructure.Convolutional;
        var side = (int)Math.Round(Math.Sqrt(settings.Inputs));
        if (convolutional && (side * side != settings.Inputs || settings.Replication != 1 || settings.Channels.Length == 0))
        {
            throw new ArgumentException(
                $"structure: convolutional needs square images (inputs: {settings.Inputs}), replication: 1 and the key 'channels'");
        }

        if (settings.Structure is ScatteringStructure.Dense or ScatteringStructure.Lattice or ScatteringStructure.Random && settings.Hidden.Length != 1)
        {
            throw new ArgumentException($"hidden lists {settings.Hidden.Length} layers, but one pool of modes is wanted: one number");
        }

        layers.Add(("input", settings.Inputs * settings.Replication, convolutional ? side : 0));
        for (var place = 0; place < settings.Channels.Length; place++)
        {
            side = (side - 1) / 2 + (side % 2 == 0 ? 1 : 0);
            layers.Add(($"image{place + 1}", settings.Channels[place] * side * side, side));
        }

        for (var place = 0; place < settings.Hidden.Length; place++)
        {
            layers.Add((settings.Hidden.Length == 1 ? "hidden" : $"hidden{place + 1}", settings.Hidden[place], 0));
        }

        layers.Add(("output", settings.Outputs, 0));
        return layers;
    }

    /// <summary>Refuses keys that another structure would need: whoever turns one must not take its silence for an answer.</summary>
    private static void RequireMeaning(ScatteringSettings settings)
    {
        var structure = settings.Structure;
        var (racetrack, convolutional) = (structure == ScatteringStructure.Racetrack, structure == ScatteringStructure.Convolutional);
        foreach (var (key, stray) in new[]
        {
            ("couplerStrength", !racetrack && settings.CouplerStrength is not null),
            ("couplerLoss", !racetrack && settings.CouplerLoss is not null),
            ("channels", !convolutional && settings.Channels.Length > 0),
            ("kernel", !convolutional && settings.Kernel is not null),
            ("connected", structure != ScatteringStructure.Random && settings.Connected is not null),
            ("complex", (racetrack || convolutional) && settings.Complex),
        })
        {
            if (stray)
            {
                throw new ArgumentException($"{key} has no meaning for structure: {structure.ToString().ToLowerInvariant()}; remove it");
            }
        }

        if (settings.Outputs == 1 && settings.Score == ScoreKind.CrossEntropy)
        {
            throw new ArgumentException("outputs is 1, but cross-entropy chooses among outputs; use two, or score: half-squares");
        }
    }

    private static double Of(double[] values, int place) => values.Length == 1 ? values[0] : values[place];

    private static void Require(bool holds, string key, int layers, int found)
    {
        if (!holds)
        {
            throw new ArgumentException($"{key} lists {found} numbers, expected one for all modes or {layers}, one a layer from input to output");
        }
    }
}
