using System.Numerics;
using Loschmidt.Fields.Photonic;
using Loschmidt.PhaseSpace;
using static Loschmidt.Tests.Fields.Photonic.PhotonicCases;

namespace Loschmidt.Tests.Fields.Photonic;

public class PhotonicElementTests
{
    public static TheoryData<string> All => ["fourier", "inverse", "crop", "mask", "mzi", "chi2", "coupler", "kerr"];

    [Theory, MemberData(nameof(All))]
    public void Each_element_is_undone_by_reversal_its_backward_version_and_reversal(string name)
    {
        var element = Create(name);
        var x = RandomPoint<double>(30, 3, scale: 0.5);
        var start = Copy(x.View);
        var π = new double[element.Parameters];
        element.Forward(x.View, π);
        Distance(x.View, start.View).ShouldBeGreaterThan(0.1);
        x.View.Reverse();
        Negate(π);
        element.Backward(x.View, π);
        x.View.Reverse();
        Distance(x.View, start.View).ShouldBeLessThan(1e-14);
        Largest(π).ShouldBeLessThan(1e-14);
    }

    [Theory, MemberData(nameof(All))]
    public void Each_pull_back_is_the_transposed_derivative_of_the_forward_map(string name)
    {
        var element = Create(name);
        var x = RandomPoint<double>(30, 3, scale: 0.5);
        var (λ, u) = (RandomPoint<double>(30, 3, 1), RandomPoint<double>(30, 3, 2));
        var memory = element.Remembered > 0 ? new PhasePoint<double>(element.Remembered, 3) : null;
        element.Remember(x.View, memory is null ? default : memory.View);
        var after = DirectionalDerivative(element, x, u);
        var expected = Dot(λ.View, after.View);
        element.PullBack(memory is null ? default : memory.View, λ.View, new double[element.Parameters]);
        Dot(λ.View, u.View).ShouldBe(expected, 1e-7 * (1 + Math.Abs(expected)));
    }

    /// <summary>The mutation: what an interferometer's phase sends into its dark port left out, which no later element of a network would notice.</summary>
    [Theory, MemberData(nameof(All))]
    public void Each_forward_tangent_is_the_derivative_in_the_light_and_in_the_parameters(string name)
    {
        var element = Create(name);
        var (x, dx) = (RandomPoint<double>(30, 3, scale: 0.5), RandomPoint<double>(30, 3, 2));
        double[] direction = [.. Enumerable.Range(0, element.Parameters).Select(i => Math.Cos(i + 0.5))];
        var (plus, minus) = (At(1e-5), At(-1e-5));
        element.Load([.. Enumerable.Range(0, element.Parameters).Select(ThetaOf)]);
        element.TangentForward(x.View, dx.View, direction);
        for (var i = 0; i < dx.View.Q.Length; i++)
        {
            dx.View.Q[i].ShouldBe((plus.View.Q[i] - minus.View.Q[i]) / 2e-5, 1e-8);
            dx.View.P[i].ShouldBe((plus.View.P[i] - minus.View.P[i]) / 2e-5, 1e-8);
        }

        PhasePoint<double> At(double h)
        {
            var (moved, d) = (RandomPoint<double>(30, 3, scale: 0.5), RandomPoint<double>(30, 3, 2));
            for (var i = 0; i < d.View.Q.Length; i++)
            {
                moved.View.Q[i] += h * d.View.Q[i];
                moved.View.P[i] += h * d.View.P[i];
            }

            element.Load([.. direction.Select((slope, i) => ThetaOf(i) + (h * slope))]);
            element.Forward(moved.View, []);
            return moved;
        }
    }

    [Fact]
    public void A_lens_is_the_unitary_Fourier_sum_of_the_complex_field()
    {
        var x = RandomPoint<double>(30, 2);
        var start = Copy(x.View);
        Create("fourier").Forward(x.View, []);
        for (var k = 0; k < 25; k++)
        {
            var sum = Complex.Zero;
            for (var j = 0; j < 25; j++)
            {
                var phase = -2 * Math.PI * (j / 5 * (k / 5) + j % 5 * (k % 5)) / 5;
                sum += Field(start.View, j, 1) * Complex.FromPolarCoordinates(0.2, phase);
            }

            Complex.Abs(Field(x.View, k, 1) - sum).ShouldBeLessThan(1e-14);
        }
    }

    [Fact]
    public void A_mask_turns_the_field_by_minus_its_phase_and_hears_the_intensity()
    {
        var x = RandomPoint<double>(30, 3);
        var start = Copy(x.View);
        var π = new double[25];
        Create("mask").Forward(x.View, π);
        for (var mode = 0; mode < 25; mode++)
        {
            var expected = Field(start.View, mode, 2) * Complex.FromPolarCoordinates(1, -2 * ThetaOf(mode));
            Complex.Abs(Field(x.View, mode, 2) - expected).ShouldBeLessThan(1e-15);
            var heard = Enumerable.Range(0, 3).Sum(lane => Intensity(Field(start.View, mode, lane)));
            π[mode].ShouldBe(-2 * heard, 1e-13);
        }
    }

    [Fact]
    public void An_interferometer_with_an_empty_ancilla_transmits_a_singular_value_and_keeps_the_rest()
    {
        var x = RandomPoint<double>(30, 3);
        x.View.Q[(15 * x.Lanes)..].Clear();
        x.View.P[(15 * x.Lanes)..].Clear();
        var start = Copy(x.View);
        Create("mzi").Forward(x.View, []);
        for (var mode = 0; mode < 15; mode++)
        {
            var φ = 2 * ThetaOf(mode);
            var transmitted = -Complex.ImaginaryOne * Complex.FromPolarCoordinates(Math.Sin(φ / 2), -φ / 2);
            var before = Field(start.View, mode, 0);
            var (after, rest) = (Field(x.View, mode, 0), Field(x.View, mode + 15, 0));
            Complex.Abs(after - transmitted * before).ShouldBeLessThan(1e-15);
            (Intensity(after) + Intensity(rest)).ShouldBe(Intensity(before), 1e-14);
        }
    }

    [Fact]
    public void A_crop_keeps_every_mode_and_brings_the_lowest_frequencies_to_the_front()
    {
        // A plane wave of wave numbers (2, −3) on 11 × 11 becomes the same plane wave on 7 × 7; (4, 0) is cropped away.
        static PhotonicNetwork<double> Build() => new PhotonicNetworkBuilder(11, 11)
            .Layer("crop", layer => layer.Fourier().KeepFrequencies(7, 7).InverseFourier())
            .ReadOut(1, 1)
            .Build<double>(1, 0);
        var network = Build();
        Wave(network.State, 11, 2, -3);
        Run(network);
        var expected = new PhasePoint<double>(121, 1);
        Wave(expected.View, 7, 2, -3);
        for (var mode = 0; mode < 49; mode++)
            Complex.Abs(Field(network.State, mode, 0) - Field(expected.View, mode, 0) * 11 / 7).ShouldBeLessThan(1e-13);

        Wave(network.State, 11, 4, 0);
        Run(network);
        var intensities = Enumerable.Range(0, 121).Select(mode => Intensity(Field(network.State, mode, 0))).ToArray();
        intensities[..49].Sum().ShouldBeLessThan(1e-25);
        intensities.Sum().ShouldBe(121, 1e-11);
    }

    [Fact]
    public void A_centre_crop_keeps_the_middle_of_the_image()
    {
        var network = new PhotonicNetworkBuilder(5, 5)
            .Layer("crop", layer => layer.KeepCentre(3, 3))
            .ReadOut(1, 1)
            .Build<double>(1, 0);
        for (var mode = 0; mode < 25; mode++)
            network.State.Q[mode * network.State.Lanes] = mode;
        Run(network);
        var order = Enumerable.Range(0, 25).Select(mode => (int)network.State.Q[mode * network.State.Lanes]).ToArray();
        order[..9].ShouldBe([6, 7, 8, 11, 12, 13, 16, 17, 18]);
        order.Order().ShouldBe(Enumerable.Range(0, 25));
    }

    private static PhotonicElement<double> Create(string name)
    {
        var bench = new OpticalBench<double>(30, 3);
        ElementPlan plan = name switch
        {
            "fourier" => new FourierPlan(name, 5, 5, false),
            "inverse" => new FourierPlan(name, 5, 5, true),
            "crop" => new PermutePlan(name, [3, 0, 4, 1, 2]),
            "mask" => new PhaseMaskPlan(name, new TensorPlan(name, [5, 5], 0, 0, 2)),
            "mzi" => new MziPlan(name, new TensorPlan(name, [5, 3], 0, 0, 2), 15),
            "coupler" => new CouplerPlan(name, new TensorPlan(name, [1, 12], 0, 0, 2), 24, 4),
            "kerr" => new KerrPlan(name, 30, 1.3),
            _ => new Chi2Plan(name, 15, 15, 2, 5),
        };
        var element = plan.Create(bench);
        element.Load(Enumerable.Range(0, element.Parameters).Select(ThetaOf).ToArray());
        return element;
    }

    private static double ThetaOf(int mode) => 0.3 + 0.7 * mode;

    private static void Run(PhotonicNetwork<double> network)
    {
        foreach (var element in network.Elements)
            element.Forward(network.State, []);
    }

    private static void Wave(PhaseView<double> x, int size, int rows, int columns)
    {
        x.Q.Clear();
        x.P.Clear();
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * (rows * i + columns * j) / size);
                x.Q[(i * size + j) * x.Lanes] = Math.Sqrt(2) * cos;
                x.P[(i * size + j) * x.Lanes] = Math.Sqrt(2) * sin;
            }
        }
    }

    private static PhasePoint<double> DirectionalDerivative(
        PhotonicElement<double> element, PhasePoint<double> x, PhasePoint<double> u)
    {
        const double h = 1e-5;
        var (plus, minus) = (Copy(x.View), Copy(x.View));
        for (var i = 0; i < u.View.Q.Length; i++)
        {
            plus.View.Q[i] += h * u.View.Q[i];
            plus.View.P[i] += h * u.View.P[i];
            minus.View.Q[i] -= h * u.View.Q[i];
            minus.View.P[i] -= h * u.View.P[i];
        }

        element.Forward(plus.View, []);
        element.Forward(minus.View, []);
        for (var i = 0; i < u.View.Q.Length; i++)
        {
            plus.View.Q[i] = (plus.View.Q[i] - minus.View.Q[i]) / (2 * h);
            plus.View.P[i] = (plus.View.P[i] - minus.View.P[i]) / (2 * h);
        }

        return plus;
    }

    private static double Dot(PhaseView<double> a, PhaseView<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Q.Length; i++)
            sum += a.Q[i] * b.Q[i] + a.P[i] * b.P[i];
        return sum;
    }

    private static double Intensity(Complex field) => (field * Complex.Conjugate(field)).Real;

    private static Complex Field(PhaseView<double> x, int mode, int lane) =>
        new Complex(x.Q[mode * x.Lanes + lane], x.P[mode * x.Lanes + lane]) / Math.Sqrt(2);

    private static void Negate(Span<double> values)
    {
        foreach (ref var value in values)
            value = -value;
    }
}
