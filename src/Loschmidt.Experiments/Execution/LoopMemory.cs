namespace Loschmidt.Experiments.Execution;

/// <summary>What the training loop remembers beside the learner; part of every checkpoint.</summary>
internal sealed class LoopMemory
{
    private readonly double[] _window = new double[3];
    private readonly double[] _best = [double.NaN, -1, 0];
    private readonly double[] _echo = new double[5];

    /// <summary>Sum of the costs since the last evaluation.</summary>
    public ref double WindowCost => ref _window[0];

    /// <summary>Steps since the last evaluation.</summary>
    public ref double WindowSteps => ref _window[1];

    /// <summary>Evaluations made.</summary>
    public ref double Evaluations => ref _window[2];

    /// <summary>The best figure of any evaluation; NaN before the first.</summary>
    public ref double Best => ref _best[0];

    /// <summary>The step of that evaluation; −1 before the first.</summary>
    public ref double BestStep => ref _best[1];

    /// <summary>Evaluations since then that brought no improvement worth the name.</summary>
    public ref double Waited => ref _best[2];

    /// <summary>Largest error of an echo since the last evaluation.</summary>
    public ref double EchoWorst => ref _echo[0];

    /// <summary>Largest error of an echo of any step.</summary>
    public ref double EchoWorstEver => ref _echo[1];

    /// <summary>Steps whose echo missed by more than the limit that warns.</summary>
    public ref double EchoMissed => ref _echo[2];

    /// <summary>Steps whose echo was lost.</summary>
    public ref double EchoLost => ref _echo[3];

    /// <summary>The error that was spoken of last; 0 where nothing was said.</summary>
    public ref double EchoSaid => ref _echo[4];

    /// <summary>Everything, by name.</summary>
    public IReadOnlyList<(string Name, double[] Values)> Memory => [("loop/window", _window), ("loop/best", _best), ("loop/echo", _echo)];
}
