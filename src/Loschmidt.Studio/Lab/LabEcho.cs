namespace Loschmidt.Studio.Lab;

/// <summary>One nudged echo without a film: what is asked again and again while a slider moves.</summary>
internal static class LabEcho
{
    /// <summary>Runs it.</summary>
    /// <param name="query">What was asked for.</param>
    /// <param name="cancellation">Nobody waits for it any more.</param>
    /// <returns>The same numbers as of the film.</returns>
    public static LabSummary Run(LabQuery query, CancellationToken cancellation)
    {
        var scene = new LabScene(query, cancellation);
        var machine = scene.Machine;
        machine.Learning.Pi.Clear();
        machine.Prepare(scene.Batch);
        machine.Evolve();
        var cost = machine.Cost();
        cancellation.ThrowIfCancellationRequested();
        machine.Reverse();
        machine.Nudge(-query.Epsilon); // the laboratory injects before the reversal
        machine.Return();
        machine.Reverse();
        return scene.Summary(scene.Inside.Pi, cost, course: null);
    }
}
