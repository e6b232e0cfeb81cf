using System.CommandLine;

namespace Loschmidt.Cli.Verbs;

/// <summary>What may stand beside <c>--resume</c>: nothing that would change the experiment.</summary>
internal static class ResumeRules
{
    /// <summary>What a printed command needs besides the name, so that it can be pasted.</summary>
    public static string Place(ParseResult parse) =>
        parse.GetValue(CommonOptions.Runs) is { } runs ? $" --runs {(runs.Contains(' ') ? $"\"{runs}\"" : runs)}" : "";

    /// <summary>Adds the rules to a verb that takes an experiment or a run to go on with.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="source">The experiment to begin.</param>
    /// <param name="resume">What to go on with.</param>
    /// <param name="own">The verb's own options that its folder decides.</param>
    public static void Add(Command command, Argument<string> source, Option<string?> resume, params Option[] own)
    {
        Option[] settings =
        [
            CommonOptions.Quick, CommonOptions.Set, CommonOptions.Seed, CommonOptions.Seeds, CommonOptions.Steps,
            CommonOptions.Epochs, CommonOptions.Estimator, CommonOptions.Precision, .. own,
        ];
        command.Validators.Add(result =>
        {
            if (result.GetResult(CommonOptions.Steps) is { Implicit: false } && result.GetResult(CommonOptions.Epochs) is { Implicit: false })
            {
                result.AddError("--steps and --epochs exclude each other; give one of them");
            }

            var resumed = result.GetResult(resume) is { Implicit: false };
            var named = result.GetResult(source) is { Tokens.Count: > 0 };
            if (resumed && settings.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } stray)
            {
                result.AddError($"{stray.Name} has no place beside --resume: the folder's own file decides");
            }
            else if (resumed == named)
            {
                result.AddError(resumed
                    ? "--resume says what to go on with; leave the preset or file away"
                    : $"<preset|file> is missing; or {resume.Name} {resume.HelpName} to go on with one");
            }
        });
    }
}
