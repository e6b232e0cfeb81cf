using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Linear;
using Loschmidt.Scattering;

namespace Loschmidt.Tests.Scattering;

/// <summary>How the scattering matrix answers to a change of a parameter, on the dense reference.</summary>
public sealed class ResponseTests
{
    private const double H = 1e-5;
    private static readonly Complex I = Complex.ImaginaryOne;

    /// <summary>Mutations: the slides' formula read with Green's function (a factor i missing); S in place of S − 1.</summary>
    [Fact, Trait("check", "S7")]
    public void The_slope_of_a_detuning_is_a_product_of_two_amplitudes()
    {
        var (largest, mutated, plain) = Errors(GraphNetworks.Graph(loss: 0.2), KnobKind.Detuning, (s, κ, j, _, r, p) =>
            (I / κ[j] * Less(s, r, j) * Less(s, j, p), 1 / κ[j] * Less(s, r, j) * Less(s, j, p), I / κ[j] * s[r, j] * s[j, p]));
        largest.ShouldBeLessThan(1e-6);
        mutated.ShouldBeGreaterThan(0.1);
        plain.ShouldBeGreaterThan(0.1);
    }

    /// <summary>Mutations: the coupling counted once, or twice too often.</summary>
    [Fact, Trait("check", "S7")]
    public void The_slope_of_a_coupling_has_two_products_since_it_moves_two_entries()
    {
        var (largest, once, twice) = Errors(GraphNetworks.Graph(loss: 0.2), KnobKind.Coupling, (s, κ, j, l, r, p) =>
        {
            var scale = I / Math.Sqrt(κ[j] * κ[l]);
            var both = scale * (Less(s, r, j) * Less(s, l, p) + Less(s, r, l) * Less(s, j, p));
            return (both, scale * Less(s, r, j) * Less(s, l, p), 2 * both);
        });
        largest.ShouldBeLessThan(1e-6);
        once.ShouldBeGreaterThan(0.1);
        twice.ShouldBeGreaterThan(0.1);
    }

    /// <summary>Mutations: the sign of the antisymmetric pair, and the formula of the real part.</summary>
    [Fact, Trait("check", "S8")]
    public void The_slope_of_the_imaginary_part_of_a_coupling_is_antisymmetric()
    {
        var (largest, turned, real) = Errors(GraphNetworks.Graph(CouplingForm.Complex, 0.2), KnobKind.Flux, (s, κ, j, l, r, p) =>
        {
            var scale = 1 / Math.Sqrt(κ[j] * κ[l]);
            var (there, back) = (Less(s, r, j) * Less(s, l, p), Less(s, r, l) * Less(s, j, p));
            return (scale * (back - there), scale * (there - back), I * scale * (there + back));
        });
        largest.ShouldBeLessThan(1e-6);
        turned.ShouldBeGreaterThan(0.1);
        real.ShouldBeGreaterThan(0.1);
    }

    /// <summary>Mutation: the sign in the denominator.</summary>
    [Fact, Trait("check", "S11")]
    public void A_finite_shift_of_a_detuning_is_an_update_of_rank_one()
    {
        var network = GraphNetworks.Graph(CouplingForm.Complex, 0.1);
        var (θ, δ, j) = (GraphNetworks.Theta(network), 0.83, 8);
        var before = Of(network, θ);
        θ[network.OffsetOf("detuning/middle") + j - 6] += δ;
        var after = Of(network, θ);
        GraphNetworks.Largest(network.Modes, (r, p) => after.Resolvent(r, p) - Updated(r, p, 1)).ShouldBeLessThan(1e-12);
        GraphNetworks.Largest(network.Modes, (r, p) => after.Resolvent(r, p) - Updated(r, p, -1)).ShouldBeGreaterThan(1e-3);

        Complex Updated(int r, int p, double sign) => before.Resolvent(r, p)
            - I * δ * before.Resolvent(r, j) * before.Resolvent(j, p) / (1 + sign * I * δ * before.Resolvent(j, j));
    }

    /// <summary>Mutation: a coupling moved alone is of rank two, and its cross-ratio is another.</summary>
    [Fact, Trait("check", "S12")]
    public void An_amplitude_is_a_moebius_function_of_one_detuning()
    {
        var network = GraphNetworks.Graph(loss: 0.1);
        double[] values = [-1.3, -0.2, 0.4, 2.1];
        var expected = CrossRatio([.. values.Select(value => (Complex)value)]);
        Distance("detuning/middle").ShouldBeLessThan(1e-10);
        Distance("coupling/middle-middle").ShouldBeGreaterThan(1e-3);

        double Distance(string tensor)
        {
            var matrices = values.Select(value =>
            {
                var θ = GraphNetworks.Theta(network);
                θ[network.OffsetOf(tensor) + 2] = value;
                return Of(network, θ);
            }).ToArray();
            return GraphNetworks.Largest(network.Modes, (r, p) => CrossRatio([.. matrices.Select(s => s[r, p])]) - expected);
        }
    }

    /// <summary>Mutation: copies of an input at equal offsets and couplings act as one mode, and add nothing.</summary>
    [Fact]
    public void Copies_of_an_input_at_different_offsets_answer_by_more_than_a_moebius_function()
    {
        var builder = new ScatteringNetworkBuilder();
        var (input, output) = (builder.Group("input", 2), builder.Group("output", 1));
        var network = builder.Couple(input, output).Inject(input, 1, 2, 3, 0).ReadReflection(output).Build();
        double[] values = [0.1, 0.35, 0.6, 0.95];
        var expected = CrossRatio([.. values.Select(value => (Complex)value)]);
        Complex.Abs(Ratio(1) - expected).ShouldBeGreaterThan(1e-2);
        Complex.Abs(Ratio(0) - expected).ShouldBeLessThan(1e-10);

        Complex Ratio(double offset) =>
            CrossRatio([.. values.Select(x => ScatteringMatrix.Of(network, [offset, -offset, 0, 1, 1], [x])[2, 2])]);
    }

    /// <summary>B(x) from B(0) by the inputs' block alone. Mutation: the block with J's rows of the wrong modes, or X inverted (inputs are 0 here).</summary>
    [Fact, Trait("check", "S13")]
    public void Inputs_are_an_update_as_large_as_their_number()
    {
        var network = GraphNetworks.Graph(CouplingForm.Complex, 0.1);
        var θ = GraphNetworks.Theta(network);
        // They detune by 1 − 2x: an input of 1/2 does nothing at all.
        double[] x = [0.5, 0.7, 0];
        var rest = ScatteringMatrix.Of(network, θ, [0.5, 0.5, 0.5]);
        var whole = ScatteringMatrix.Of(network, θ, x);
        var detunings = Enumerable.Range(0, 6).Select(mode => 1 - 2 * x[mode / 2]).ToArray();
        var block = new Complex[36];
        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 6; j++)
            {
                block[i * 6 + j] = (i == j ? 1 : 0) + I * detunings[i] * rest.Resolvent(i, j);
            }
        }

        var factors = new ComplexLu(6);
        factors.Factor(block).ShouldBe(-1);
        GraphNetworks.Largest(network.Modes, (r, p) =>
        {
            var y = Enumerable.Range(0, 6).Select(i => detunings[i] * rest.Resolvent(i, p)).ToArray();
            factors.Solve(y);
            Complex update = 0;
            for (var i = 0; i < 6; i++)
            {
                update += rest.Resolvent(r, i) * y[i];
            }

            return whole.Resolvent(r, p) - (rest.Resolvent(r, p) - I * update);
        }).ShouldBeLessThan(1e-12);
    }

    private delegate (Complex Slope, Complex First, Complex Second) Formula(
        ScatteringMatrix s, IReadOnlyList<double> rates, int a, int b, int r, int p);

    /// <summary>Relative errors of a formula and of two mutations of it against central differences, over all knobs of a kind and some ports.</summary>
    private static (double Largest, double First, double Second) Errors(ScatteringNetwork network, KnobKind kind, Formula formula)
    {
        var θ = GraphNetworks.Theta(network);
        var s = Of(network, θ);
        var (scale, error, first, second) = (0.0, 0.0, 0.0, 0.0);
        foreach (var knob in ScatteringKnobs.Of(network, new ScatteringModes(network)).Where(knob => knob.Kind == kind))
        {
            var kept = θ[knob.Parameter];
            θ[knob.Parameter] = kept + H;
            var plus = Of(network, θ);
            θ[knob.Parameter] = kept - H;
            var minus = Of(network, θ);
            θ[knob.Parameter] = kept;
            foreach (var (r, p) in ((int, int)[])[(0, 0), (11, 11), (12, 1), (2, 8)])
            {
                var slope = (plus[r, p] - minus[r, p]) / (2 * H);
                var (right, one, two) = formula(s, network.PortRates, knob.First, knob.Second, r, p);
                scale = Math.Max(scale, Complex.Abs(slope));
                error = Math.Max(error, Complex.Abs(slope - right));
                first = Math.Max(first, Complex.Abs(slope - one));
                second = Math.Max(second, Complex.Abs(slope - two));
            }
        }

        return (error / scale, first / scale, second / scale);
    }

    private static Complex Less(ScatteringMatrix s, int r, int p) => s[r, p] - (r == p ? 1 : 0);

    private static Complex CrossRatio(Complex[] z) => (z[0] - z[2]) * (z[1] - z[3]) / ((z[0] - z[3]) * (z[1] - z[2]));

    private static ScatteringMatrix Of(ScatteringNetwork network, double[] θ) => ScatteringMatrix.Of(network, θ, GraphNetworks.Input(network));
}
