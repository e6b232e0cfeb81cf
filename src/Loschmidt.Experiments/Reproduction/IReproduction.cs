namespace Loschmidt.Experiments.Reproduction;

/// <summary>One named figure or table of a paper, computed anew.</summary>
internal interface IReproduction
{
    /// <summary>The word on the command line, such as <c>heb-7d</c>; also the folder's name.</summary>
    string Name { get; }

    /// <summary>Heading.</summary>
    string Title { get; }

    /// <summary>What the paper shows, in our words.</summary>
    string Shows { get; }

    /// <summary>Files it cannot be computed without; null where it needs none.</summary>
    /// <param name="quick">Whether the small version is meant.</param>
    NeededData? Needs(bool quick);

    /// <summary>Seeds of everything that is drawn, in words.</summary>
    /// <param name="quick">Whether the small version is meant.</param>
    string SeedsOf(bool quick);

    /// <summary>How much is computed, in words: what <c>--quick</c> makes smaller.</summary>
    /// <param name="quick">Whether the small version is meant.</param>
    string Extent(bool quick);

    /// <summary>Computes it.</summary>
    /// <param name="workshop">Gives machines, data and trainings.</param>
    /// <param name="quick">Whether the small version is meant.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    Findings Run(IWorkshop workshop, bool quick);
}
