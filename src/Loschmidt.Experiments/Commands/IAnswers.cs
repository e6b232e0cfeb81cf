namespace Loschmidt.Experiments.Commands;

/// <summary>A file opened for a trained machine that is to answer it.</summary>
internal interface IAnswers : IDisposable
{
    /// <summary>What every answer says.</summary>
    AnswerForm Form { get; }

    /// <summary>Answers the file to its end.</summary>
    /// <param name="predictions">Receives the answers in order; not closed.</param>
    /// <param name="answered">Hears how many samples or steps were answered, or heard, so far.</param>
    /// <param name="cancellation">Checked between batches.</param>
    void Write(IPredictions predictions, Action<long> answered, CancellationToken cancellation);
}
