using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Runs one echo of a machine and lets somebody look at every moment of it.</summary>
/// <param name="machine">The machine; its π is set to zero first, and keeps the kick of the echo.</param>
/// <param name="batch">The sample, in lane 0.</param>
internal sealed class EchoProbe(IReverses machine, Batch batch)
{
    private readonly IWatchable _watch = (IWatchable)machine;

    /// <summary>Steps of one pass.</summary>
    public int Steps => _watch.Steps;

    /// <summary>t/T of a moment, from −1 over the reversal at 0 to 1.</summary>
    public double Time(EchoLeg leg, int step) => leg switch
    {
        EchoLeg.Out => (double)step / Steps - 1,
        EchoLeg.Back => (double)step / Steps,
        _ => 1,
    };

    /// <summary>Whether a moment is one of <paramref name="count"/> equally spaced ones of a pass.</summary>
    /// <remarks>The first and the last moment always are.</remarks>
    public static bool IsFrame(int step, int steps, int count) =>
        step == 0 || step * (count - 1) / steps > (step - 1) * (count - 1) / steps;

    /// <summary>Out, reversal, nudge, home, reversal; the error is injected as the laboratory does.</summary>
    /// <param name="epsilon">ε.</param>
    /// <param name="look">Told the leg and the steps done in it, from 0; it may look, not touch.</param>
    /// <returns>C at the turning point.</returns>
    public double Run(double epsilon, Action<EchoLeg, int> look)
    {
        machine.Learning.Pi.Clear();
        machine.Prepare(batch);
        Pass(EchoLeg.Out, machine.Evolve, look);
        var cost = machine.Cost();
        machine.Reverse();
        machine.Nudge(-epsilon);
        Pass(EchoLeg.Back, machine.Return, look);
        machine.Reverse();
        look(EchoLeg.Home, 0);
        return cost;
    }

    private void Pass(EchoLeg leg, Action pass, Action<EchoLeg, int> look)
    {
        look(leg, 0);
        _watch.Watcher = step => look(leg, step);
        try
        {
            pass();
        }
        finally
        {
            _watch.Watcher = null;
        }
    }
}
