namespace Loschmidt.Sequences.Stack;

/// <summary>How the blocks of a stack are dealt to stages that work side by side, a thread each; the lowest blocks to the first.</summary>
/// <remarks>Threads decide on stages, stages on nothing but who does what when: every block meets the same pieces in the same order.</remarks>
/// <param name="Blocks">Blocks of the stack.</param>
/// <param name="Stages">Stages, at most one a block.</param>
/// <param name="CouplesTimes">Whether a norm does: stages then share the way out of an answer alone.</param>
internal readonly record struct StagePlan(int Blocks, int Stages, bool CouplesTimes)
{
    /// <summary>A group of lanes has as many stages as there are workers for it.</summary>
    public static StagePlan For(HssmSettings settings, int workers, int groups) => new(
        settings.Blocks, Math.Clamp(workers / groups, 1, settings.Blocks), settings.Norm is NormKind.Batch or NormKind.BatchEma);

    /// <summary>The last stage.</summary>
    public int Last => Stages - 1;

    /// <summary>Pieces that are under way at a time.</summary>
    public int Pieces => LeadOf(0) + 1;

    /// <summary>The blocks of a stage.</summary>
    public Range BlocksOf(int stage) => (Blocks * stage / Stages)..(Blocks * (stage + 1) / Stages);

    /// <summary>Pieces a stage retraces before it waits for the error of the first of them.</summary>
    /// <remarks>
    /// A piece takes the time of one piece to pass a stage, there and back: that many stages above, that many pieces, and one more, so that nobody waits while
    /// a piece is handed over. Above the last stage there is nobody to wait for.
    /// </remarks>
    public int LeadOf(int stage) => stage == Last ? 0 : Stages - stage;

    /// <summary>Pieces of which a stage has to remember on the way home what it did.</summary>
    public int SlotsOf(int stage) => CouplesTimes ? 1 : LeadOf(stage) + 1;
}
