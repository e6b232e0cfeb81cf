using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Figures;
using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Figures;

/// <summary>Pictures of machines whose sites stand in a row, and of the ball in its plane.</summary>
public sealed class SitesAgainstTimeTests
{
    /// <summary>The mutations: a picture turned on its side; a way home that is not turned round.</summary>
    [Fact]
    public void Sites_run_across_and_time_runs_down_out_and_home()
    {
        var machine = GraphMachines.Build<double>(new DuffingRingSettings { Steps = 20, InverseMass = 0 }, 1);
        var batch = new Batch(2, 0, machine.Lanes) { Active = 4 };
        var film = EchoFilm.Shoot(machine, batch, 1e-3, 5)!;
        var (name, figure) = film.Figures("ring").First();
        name.ShouldBe("echo");

        var strip = (Filmstrip)figure;
        (strip.Columns, strip.Rows).ShouldBe((8, 5));
        var sent = strip.Forward.Single().Values;
        var back = strip.Echo.Single().Values;
        sent[0].ShouldBe(-1); // bit 0 of the first site
        sent[2].ShouldBe(1); // the bias
        back[0].ShouldBe(-1, 0.1); // home again, beside the moment it set out
        var difference = strip.Difference.Single().Values;
        difference[^1].ShouldBe(back[^1] - sent[^1]);
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
