using System.Numerics;
using Loschmidt.Fields;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Fields.Waves;

public sealed class KineticPropagatorTests
{
    private const double Beta = 0.3;
    private const double Step = 0.05;

    public static TheoryData<int, int, Boundary, Dispersion> Shapes()
    {
        var data = new TheoryData<int, int, Boundary, Dispersion>();
        foreach (var boundary in Enum.GetValues<Boundary>())
        {
            foreach (var dispersion in Enum.GetValues<Dispersion>())
            {
                data.Add(2, 2, boundary, dispersion);
                data.Add(3, 5, boundary, dispersion);
                data.Add(7, 16, boundary, dispersion);
                data.Add(12, 31, boundary, dispersion);
                data.Add(11, 33, boundary, dispersion);
                data.Add(50, 150, boundary, dispersion);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_propagator_is_the_phase_of_every_mode(
        int columns, int rows, Boundary boundary, Dispersion dispersion)
    {
        var lattice = new Lattice { Columns = columns, Rows = rows, Boundary = boundary, Dispersion = dispersion };
        foreach (var duration in Enum.GetValues<KineticDuration>())
        {
            // A mode's phase reaches (β/2)(π/h)²t ~ 10³ rad on the large lattice: 1e-13 of relative rounding in it.
            Error(new DensePropagator<double>(lattice, Beta, Step), lattice, duration).ShouldBeLessThan(1e-12);
            Error(new DensePropagator<float>(lattice, Beta, Step), lattice, duration).ShouldBeLessThan(1e-5);
            Error(new TransformPropagator<double>(lattice, Beta, Step), lattice, duration).ShouldBeLessThan(1e-12);
            Error(new TransformPropagator<float>(lattice, Beta, Step), lattice, duration).ShouldBeLessThan(1e-5);
        }
    }

    [Fact]
    [Trait("check", "5")]
    public void Sine_modes_are_their_own_inverse_and_diagonalise_the_laplacian()
    {
        var modes = new AxisModes(150, 3, Boundary.HardWall, Dispersion.TightBinding);
        var s = modes.Matrix();
        var spacing = 3.0 / 151;
        for (var i = 0; i < 150; i++)
        {
            for (var j = 0; j < 150; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < 150; k++)
                    sum += s[i, k] * s[k, j];

                sum.ShouldBe(i == j ? 1 : 0, 1e-13);

                var left = j > 0 ? s[i, j - 1] : 0;
                var right = j < 149 ? s[i, j + 1] : 0;
                var laplacian = (left - 2 * s[i, j] + right) / (spacing * spacing);
                (laplacian * spacing * spacing).ShouldBe(modes.Eigenvalue(i) * spacing * spacing * s[i, j], 1e-13);
            }
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public void Ring_modes_are_orthonormal(int sites)
    {
        var s = new AxisModes(sites, 2, Boundary.Periodic, Dispersion.Spectral).Matrix();
        for (var i = 0; i < sites; i++)
        {
            for (var j = 0; j < sites; j++)
                Enumerable.Range(0, sites).Sum(k => s[i, k] * s[j, k]).ShouldBe(i == j ? 1 : 0, 1e-14);
        }
    }

    [Theory]
    [InlineData(Boundary.HardWall)]
    [InlineData(Boundary.Periodic)]
    public void A_propagator_is_symmetric_as_time_reversal_demands_and_blind_to_the_mirror(Boundary boundary)
    {
        var u = new AxisModes(15, 2, boundary, Dispersion.Spectral).Propagator(0.1);
        for (var i = 0; i < 15; i++)
        {
            for (var j = 0; j < 15; j++)
            {
                u[i, j].ShouldBe(u[j, i]);
                u[14 - i, 14 - j].ShouldBe(u[i, j]);
            }
        }
    }

    [Theory]
    [InlineData(50, 150, Boundary.HardWall, false)]
    [InlineData(50, 150, Boundary.Periodic, true)]
    [InlineData(127, 127, Boundary.Periodic, false)]
    [InlineData(255, 255, Boundary.HardWall, true)]
    public void The_shape_of_the_lattice_chooses(int columns, int rows, Boundary boundary, bool transform)
    {
        var lattice = new Lattice { Columns = columns, Rows = rows, Boundary = boundary };
        PropagatorChoice.PrefersTransform(lattice).ShouldBe(transform);
        PropagatorChoice.Create<float>(lattice, Beta, Step).Method.ShouldContain(transform ? "transform" : "dense");
    }

    [Theory]
    [InlineData(Boundary.HardWall)]
    [InlineData(Boundary.Periodic)]
    public void A_propagator_allocates_nothing(Boundary boundary)
    {
        var lattice = new Lattice { Boundary = boundary };
        var propagator = PropagatorChoice.Create<float>(lattice, Beta, Step);
        var (q, p) = (new float[lattice.Sites], new float[lattice.Sites]);
        propagator.Apply(q, p, KineticDuration.FullStep);
        var before = GC.GetAllocatedBytesForCurrentThread();
        propagator.Apply(q, p, KineticDuration.FullStep);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    internal static double Error<T>(IKineticPropagator<T> propagator, Lattice lattice, KineticDuration duration)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = new RandomStream(4, "wave");
        var (q, p) = (new T[lattice.Sites], new T[lattice.Sites]);
        for (var i = 0; i < q.Length; i++)
            (q[i], p[i]) = (T.CreateChecked(stream.Normal(0, (uint)i)), T.CreateChecked(stream.Normal(1, (uint)i)));

        var (a, b) = (Array.ConvertAll(q, double.CreateChecked), Array.ConvertAll(p, double.CreateChecked));
        new PlainWave(new WaveSettings { Lattice = lattice, Beta = Beta })
            .Kinetic(a, b, duration == KineticDuration.HalfStep ? Step / 2 : Step);
        propagator.Apply(q, p, duration);
        return Math.Max(
            WaveCases.RelativeDistance(Array.ConvertAll(q, double.CreateChecked), a),
            WaveCases.RelativeDistance(Array.ConvertAll(p, double.CreateChecked), b));
    }
}
