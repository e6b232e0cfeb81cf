namespace Loschmidt.Benchmarks;

/// <summary>Contenders take turns, A B C A B C …: a disturbance of the machine meets all of them alike.</summary>
internal static class Race
{
    /// <summary>Result of one contender.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Version">Programs and versions.</param>
    /// <param name="Median">Median over the rounds of the median step.</param>
    /// <param name="Best">Shortest step of all.</param>
    /// <param name="Check">What it computed.</param>
    public sealed record Result(string Name, string Version, double Median, double Best, Check? Check);

    /// <summary>Runs all rounds, after a first turn of each that is not timed.</summary>
    public static IReadOnlyList<Result> Run(IReadOnlyList<IContender> contenders, Options options)
    {
        var turns = contenders.Select(_ => new List<Turn>()).ToArray();
        foreach (var contender in contenders)
        {
            contender.WarmUp();
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                turns[i].Add(contenders[i].Run(options.Seconds));
            }
        }

        return [.. contenders.Select((contender, i) => new Result(
            contender.Name, contender.Version, Median(turns[i]), turns[i].Min(t => t.Best), turns[i][^1].Check))];
    }

    private static double Median(List<Turn> turns) =>
        Turn.MedianOfSorted([.. turns.Select(turn => turn.Median).Order()]);
}
