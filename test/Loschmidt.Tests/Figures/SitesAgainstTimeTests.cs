using Loschmidt.Experiments.Figures;
using Loschmidt.Fields.Photonic;
using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Figures;

/// <summary>Pictures of machines whose sites stand in a row, and of the ball in its plane.</summary>
public sealed class SitesAgainstTimeTests
{
    /// <summary>The mutations: a map turned on its side; times that go on rising on the way home.</summary>
    [Fact]
    public void Sites_run_down_and_time_runs_across_out_and_home()
    {
        var machine = GraphMachines.Build<double>(new DuffingRingSettings { Steps = 20, InverseMass = 0 }, 1);
        var batch = new Batch(2, 0, machine.Lanes) { Active = 4 };
        var film = EchoFilm.Shoot(machine, batch, 1e-3, 5)!;
        var figures = film.Figures("ring").ToArray();
        figures.Select(figure => figure.Name).ShouldBe(["echo", "echo-difference"]);

        var map = (HeatMap)figures[0].Figure;
        (map.Columns, map.Rows).ShouldBe((10, 8));
        map.ColumnNames.ShouldBe(["0", "5", "10", "15", "20", "20", "15", "10", "5", "0"]);
        map.Values[0].ShouldBe(-1); // bit 0 of the first site
        map.Values[2 * map.Columns].ShouldBe(1); // the bias
        map.Values[map.Columns - 1].ShouldBe(-1, 0.1); // home again
        map.ToSvg().ShouldContain("time (step)");
        ((HeatMap)figures[1].Figure).Columns.ShouldBe(5);
    }

    /// <summary>The mutation: axes that forget what the machine calls its modes and layers.</summary>
    [Fact]
    public void A_fibre_loop_is_drawn_as_time_bins_against_round_trips()
    {
        var machine = PhotonicNetworkBuilder.FibreLoop(new FibreLoopSettings { Bins = 16, Trips = 4 }).Build<double>(1, 1);
        var batch = new Batch(machine.Features, machine.Targets, 1) { Active = 1 };
        Array.Fill(batch.Inputs, 1);
        var map = (HeatMap)EchoFilm.Shoot(machine, batch, 1e-3, 5)!.Figures("loop").First().Figure;
        (map.LabelX, map.LabelY).ShouldBe(("round trip", "time bin"));
    }

    /// <summary>The mutation: a way home that begins at the launch.</summary>
    [Fact]
    public void The_ball_is_drawn_out_to_its_end_and_home_to_its_launch()
    {
        var machine = GraphMachines.Build<double>(new PinballSettings { Steps = 48, RailFrom = -1, RailTo = -1 }, 1);
        var batch = new Batch(2, 1, 1) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1], batch.Targets[0]) = (0, 1, 0.6);
        var chart = PinballPicture.Of(machine, batch, 1e-4, "pinball", [-0.5]);
        machine.Learning.Theta[0].ShouldBe(-1, 1e-3);

        var sent = chart.Series.Single(series => series.Name == "out");
        var home = chart.Series.Single(series => series.Name == "home: the echo");
        var before = chart.Series.Single(series => series.Name == "before it learned");
        machine.Prepare(batch);
        machine.Learning.Theta[0] = -1;
        machine.Learning.Pi.Clear();
        machine.Evolve();
        (sent.X[^1], sent.Y[^1]).ShouldBe((machine.State.Q[0], machine.State.Q[machine.State.Lanes]));
        before.X[^1].ShouldBeGreaterThan(sent.X[^1]);
        Math.Abs(home.X[0] - sent.X[^1]).ShouldBeLessThan(0.05);
        home.Y[^1].ShouldBeInRange(0.9, 1);
        chart.Series.Single(series => series.Name == "ball on the rail").Y.ShouldAllBe(y => y == 0);
    }
}
