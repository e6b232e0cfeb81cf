using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Exercises;

/// <summary>The exercises there are.</summary>
internal static class ExerciseCatalog
{
    /// <summary>All of them, by number.</summary>
    public static IReadOnlyList<IExercise> All { get; } =
        [new EchoExercise(), new GradientExercise(), new MirrorExercise(), new SequenceExercise(), new ScatteringExercise(), new LearningFieldExercise()];

    /// <summary>The one of a number.</summary>
    /// <exception cref="ExperimentException">There is none.</exception>
    public static IExercise Of(int number) => All.FirstOrDefault(one => one.Number == number)
        ?? throw new ExperimentException(new SourcePosition($"exercise {number}"), $"there is none of this number; exercises: {string.Join(", ", All.Select(one => one.Number))}");
}
