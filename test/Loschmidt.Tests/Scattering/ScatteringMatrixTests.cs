using System.Numerics;
using Loschmidt.Numerics.Random;
using Loschmidt.Scattering;
using Loschmidt.Scattering.Solvers;

namespace Loschmidt.Tests.Scattering;

/// <summary>What any scattering matrix of passive linear modes obeys, on the dense reference.</summary>
public sealed class ScatteringMatrixTests
{
    private static readonly Complex I = Complex.ImaginaryOne;

    /// <summary>Mutation: a port whose wave is not counted (its row left out), or Δ and J without their factor i.</summary>
    [Fact, Trait("check", "S1")]
    public void Without_intrinsic_loss_what_enters_leaves()
    {
        var s = Of(GraphNetworks.Graph()).ToArray();
        var n = s.GetLength(0);
        GraphNetworks.Largest(n, (r, p) => GraphNetworks.Gram(s, r, p) - (r == p ? 1 : 0)).ShouldBeLessThan(1e-12);

        var forgotten = (Complex[,])s.Clone();
        for (var p = 0; p < n; p++)
        {
            forgotten[7, p] = 0;
        }

        GraphNetworks.Largest(n, (r, p) => GraphNetworks.Gram(forgotten, r, p) - (r == p ? 1 : 0)).ShouldBeGreaterThan(1e-3);
    }

    /// <summary>Mutation: a coupling written into one triangle of A only; the complex network below is such a one.</summary>
    [Fact, Trait("check", "S2")]
    public void Real_couplings_scatter_both_ways_alike()
    {
        var s = Of(GraphNetworks.Graph()).ToArray();
        GraphNetworks.Largest(s.GetLength(0), (r, p) => s[r, p] - s[p, r]).ShouldBeLessThan(1e-12);
    }

    /// <summary>Mutation: J_ba = J_ab instead of its conjugate is reciprocal, and no longer unitary.</summary>
    [Fact, Trait("check", "S3")]
    public void Complex_couplings_conserve_waves_but_scatter_differently_backwards()
    {
        var s = Of(GraphNetworks.Graph(CouplingForm.Complex)).ToArray();
        var n = s.GetLength(0);
        GraphNetworks.Largest(n, (r, p) => GraphNetworks.Gram(s, r, p) - (r == p ? 1 : 0)).ShouldBeLessThan(1e-12);
        GraphNetworks.Largest(n, (r, p) => s[r, p] - s[p, r]).ShouldBeGreaterThan(1e-3);
    }

    /// <summary>The largest singular value by power iteration. Mutation: κ' entering A with the wrong sign (gain).</summary>
    [Theory, Trait("check", "S4")]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void Nothing_comes_out_stronger_than_it_went_in(double loss)
    {
        var s = Of(GraphNetworks.Graph(CouplingForm.Complex, loss)).ToArray();
        var n = s.GetLength(0);
        var x = Enumerable.Range(0, n).Select(k => new Complex(1, 0.1 * k)).ToArray();
        var norm = 0.0;
        for (var iteration = 0; iteration < 300; iteration++)
        {
            x = [.. Enumerable.Range(0, n).Select(r => Enumerable.Range(0, n).Aggregate(Complex.Zero, (sum, p) => sum + GraphNetworks.Gram(s, r, p) * x[p]))];
            norm = Math.Sqrt(x.Sum(z => z.Real * z.Real + z.Imaginary * z.Imaginary));
            x = [.. x.Select(z => z / norm)];
        }

        Math.Sqrt(norm).ShouldBeLessThanOrEqualTo(1 + 1e-12);
        Math.Sqrt(norm).ShouldBeGreaterThan(0.5, "the check is void for a network that absorbs nearly everything");
    }

    /// <summary>Mutation: κ in place of κ' on the right, or A with κ' instead of κ'/2 on its diagonal.</summary>
    [Fact, Trait("check", "S5")]
    public void What_is_missing_was_absorbed_inside()
    {
        var network = GraphNetworks.Graph(CouplingForm.Complex, 0.3);
        var matrix = Of(network);
        var s = matrix.ToArray();
        GraphNetworks.Largest(s.GetLength(0), (r, p) => (r == p ? 1 : 0) - GraphNetworks.Gram(s, r, p) - Absorbed(network, matrix, r, p, 1)).ShouldBeLessThan(1e-12);
        GraphNetworks.Largest(s.GetLength(0), (r, p) => (r == p ? 1 : 0) - GraphNetworks.Gram(s, r, p) - Absorbed(network, matrix, r, p, 2)).ShouldBeGreaterThan(1e-3);
    }

    /// <summary>Mutation: S = 1 − i√κB√κ (Green's function taken for the resolvent) has S(0) = 1 − 2i at resonance.</summary>
    [Theory, Trait("check", "S16")]
    [InlineData(0.7, 1.0, 0.4)]
    [InlineData(0.0, 1.0, 1.0)]
    [InlineData(0.0, 1.0, 0.0)]
    [InlineData(-3.0, 0.5, 0.0)]
    [InlineData(1e9, 1.0, 0.2)]
    public void A_single_mode_is_a_lorentzian(double detuning, double κ, double loss)
    {
        var s = ScatteringMatrix.Of(Single(κ, loss), [detuning], [])[0, 0];
        var expected = (I * detuning - κ / 2 + loss / 2) / (I * detuning + κ / 2 + loss / 2);
        Complex.Abs(s - expected).ShouldBeLessThan(1e-14);
        if (detuning == 0)
        {
            Complex.Abs(s - (loss == κ ? 0 : -1)).ShouldBeLessThan(1e-14, "critical coupling absorbs all, a lossless resonance turns the sign");
        }
    }

    /// <summary>Mutation: J instead of J² (one of the two entries of the coupling forgotten).</summary>
    [Fact, Trait("check", "S17")]
    public void A_hidden_mode_dresses_the_one_with_the_port()
    {
        var builder = new ScatteringNetworkBuilder();
        var (a, b) = (builder.Group("a", 1, 0.8), builder.Group("b", 1, 0));
        var network = builder.Couple(a, b).ReadReflection(a).Build();
        var (Δ0, Δ1, j) = (0.3, -1.1, 0.6);
        var resolvent = ScatteringMatrix.Of(network, [Δ0, Δ1, j], []).Resolvent(0, 0);
        Complex.Abs(resolvent - 1 / (0.4 + I * Δ0 + j * j / (I * Δ1))).ShouldBeLessThan(1e-13);
    }

    /// <summary>Mutation: flipping the sign of one coupling only; |S| then changes.</summary>
    [Fact, Trait("check", "S18")]
    public void Signs_of_modes_are_a_matter_of_taste()
    {
        var network = GraphNetworks.Graph(loss: 0.2);
        var θ = GraphNetworks.Theta(network);
        var flipped = Flip(network, θ, mode => mode % 3 == 1);
        var (s, t) = (Of(network, θ), Of(network, flipped));
        GraphNetworks.Largest(network.Modes, (r, p) => Complex.Abs(s[r, p]) - Complex.Abs(t[r, p])).ShouldBeLessThan(1e-13);
        GraphNetworks.Largest(network.Modes, (r, p) => r == p ? s[r, r] - t[r, r] : 0).ShouldBeLessThan(1e-13);

        var one = θ.ToArray();
        one[network.Parameters.Tensors.First(tensor => tensor.Name == "coupling/input-middle").Offset] *= -1;
        var u = Of(network, one);
        GraphNetworks.Largest(network.Modes, (r, p) => Complex.Abs(s[r, p]) - Complex.Abs(u[r, p])).ShouldBeGreaterThan(1e-3);
    }

    /// <summary>Mutation: a Δ or J that entered A without its i would not be conjugated.</summary>
    [Fact, Trait("check", "S19")]
    public void Turning_all_detunings_and_couplings_round_conjugates_the_matrix()
    {
        var network = GraphNetworks.Graph(loss: 0.2);
        var (θ, x) = (GraphNetworks.Theta(network), GraphNetworks.Input(network));
        // The input's share of Δ, 1 − 2x, turns round with x → 1 − x.
        var s = ScatteringMatrix.Of(network, θ, x);
        var t = ScatteringMatrix.Of(network, [.. θ.Select(value => -value)], [.. x.Select(value => 1 - value)]);
        GraphNetworks.Largest(network.Modes, (r, p) => s[r, p] - Complex.Conjugate(t[r, p])).ShouldBeLessThan(1e-13);
    }

    /// <summary>Mutation: κ_tot instead of κ_tot/2 in A halves the reach, a forgotten κ' breaks the bound's scale.</summary>
    [Fact, Trait("check", "S23")]
    public void A_reflected_quadrature_is_bounded_by_the_share_of_the_port()
    {
        var stream = new RandomStream(5, "bound");
        var largest = 0.0;
        for (uint instance = 0; instance < 300; instance++)
        {
            var builder = new ScatteringNetworkBuilder();
            var loss = 1.5 * stream.Uniform(instance, 1);
            var all = builder.Group("all", 8, 1, loss);
            var network = builder.Couple(all, all).ReadReflection(all).Build();
            var s = ScatteringMatrix.Of(network, GraphNetworks.Theta(network, instance), []);
            for (var mode = 0; mode < 8; mode++)
            {
                largest = Math.Max(largest, Math.Abs(s[mode, mode].Imaginary) * (1 + loss));
            }
        }

        largest.ShouldBeLessThanOrEqualTo(1 + 1e-12);
        largest.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Couplers_eliminated_and_as_modes_of_their_own_are_the_same_network()
    {
        var network = GraphNetworks.Graph(loss: 0.1, couplers: true);
        var (folded, whole) = (new DenseScatterer(network), new DenseScatterer(network, couplersAsModes: true));
        var (θ, x) = (GraphNetworks.Theta(network), GraphNetworks.Input(network));
        folded.Load(θ, x, 0.2);
        whole.Load(θ, x, 0.2);
        for (var mode = 0; mode < network.Modes; mode++)
        {
            var (a, b) = (new Complex[folded.Size], new Complex[whole.Size]);
            a[mode] = b[mode] = 1;
            folded.Solve(a);
            whole.Solve(b);
            for (var j = 0; j < network.Modes; j++)
            {
                Complex.Abs(a[j] - b[j]).ShouldBeLessThan(1e-13);
            }
        }
    }

    [Fact]
    public void A_frequency_is_a_common_detuning()
    {
        var network = GraphNetworks.Graph(loss: 0.1);
        var θ = GraphNetworks.Theta(network);
        var s = ScatteringMatrix.Of(network, θ, GraphNetworks.Input(network), 0.37);
        foreach (var tensor in network.Parameters.Tensors.Where(tensor => tensor.Name.StartsWith("detuning", StringComparison.Ordinal)))
        {
            for (var i = 0; i < tensor.Count; i++)
            {
                θ[tensor.Offset + i] -= 0.37;
            }
        }

        var t = Of(network, θ);
        GraphNetworks.Largest(network.Modes, (r, p) => s[r, p] - t[r, p]).ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void A_lossless_resonance_is_named()
    {
        // Two modes without a port that are driven alike: their difference never leaves.
        var builder = new ScatteringNetworkBuilder();
        var port = builder.Group("output", 1);
        var hidden = builder.Group("hidden", 3, 0);
        var network = builder.Couple(port, hidden).ReadReflection(port).Build();
        var problem = Should.Throw<ResonanceException>(() => ScatteringMatrix.Of(network, [0, 0.9, 0.25, 0.25, 1, 2, 2], [], 0.25));
        problem.Message.ShouldStartWith("the network has a lossless resonance at ω = 0.25: mode ");
        problem.Message.ShouldContain("of hidden rings for ever");
        ScatteringMatrix.Of(network, [0, 0.9, 0.25, 0.26, 1, 2, 2], [], 0.25)[0, 0].Magnitude.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void The_transposed_solve_is_the_transpose_and_not_the_conjugate()
    {
        var network = GraphNetworks.Graph(CouplingForm.Complex, 0.1);
        var dense = new DenseScatterer(network);
        dense.Load(GraphNetworks.Theta(network), GraphNetworks.Input(network));
        var n = dense.Size;
        var (b, c) = (new Complex[n], new Complex[n]);
        (b[2], c[9]) = (1, 1);
        dense.Solve(b);
        dense.SolveTransposed(c);
        Complex.Abs(b[9] - c[2]).ShouldBeLessThan(1e-14);
        Complex.Abs(b[9] - Complex.Conjugate(c[2])).ShouldBeGreaterThan(1e-3);
        for (var i = 0; i < n; i++)
        {
            Complex left = 0;
            for (var j = 0; j < n; j++)
            {
                left += dense.Matrix[i * n + j] * b[j];
            }

            Complex.Abs(left - (i == 2 ? 1 : 0)).ShouldBeLessThan(1e-13);
        }
    }

    private static ScatteringMatrix Of(ScatteringNetwork network) => Of(network, GraphNetworks.Theta(network));

    private static ScatteringMatrix Of(ScatteringNetwork network, double[] θ) => ScatteringMatrix.Of(network, θ, GraphNetworks.Input(network));

    private static ScatteringNetwork Single(double κ, double loss)
    {
        var builder = new ScatteringNetworkBuilder();
        return builder.ReadReflection(builder.Group("only", 1, κ, loss)).Build();
    }

    private static Complex Absorbed(ScatteringNetwork network, ScatteringMatrix matrix, int r, int p, double factor)
    {
        Complex sum = 0;
        for (var k = 0; k < network.Modes; k++)
        {
            sum += Complex.Conjugate(matrix.Resolvent(k, r)) * network.Losses[k] * matrix.Resolvent(k, p);
        }

        return factor * Math.Sqrt(network.PortRates[r] * network.PortRates[p]) * sum;
    }

    private static double[] Flip(ScatteringNetwork network, double[] θ, Func<int, bool> turned)
    {
        var flipped = θ.ToArray();
        foreach (var knob in ScatteringKnobs.Of(network, new ScatteringModes(network)))
        {
            if (turned(knob.First) != turned(knob.Second))
            {
                flipped[knob.Parameter] *= -1;
            }
        }

        return flipped;
    }
}
