using System.Text;

namespace Loschmidt.Experiments.Schema;

/// <summary>Reads experiments from files and presets, with overrides, and reports everything that is wrong with
/// them.</summary>
public static class ExperimentFile
{
    private const string Quick = "quick";

    /// <summary>Reads a file, or the preset of that name where it is no path.</summary>
    /// <param name="pathOrPreset">A path (with a separator or ending in .yaml or .yml, or an existing file), or a
    /// preset's name.</param>
    /// <param name="settings">Values that replace the file's, in order; the last one wins.</param>
    /// <param name="quick">Whether the <c>quick</c> block is applied, before the settings.</param>
    /// <param name="kinds">Machines that may be named.</param>
    /// <exception cref="ExperimentException">Anything is wrong; all problems are listed.</exception>
    public static Experiment Load(string pathOrPreset, IEnumerable<Setting> settings, bool quick, MachineKinds kinds)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrPreset);
        return IsPath(pathOrPreset)
            ? Parse(ReadText(pathOrPreset, "experiment", Presets.Suggestion), pathOrPreset, settings, quick, kinds)
            : Parse(Presets.Text(pathOrPreset), pathOrPreset, settings, quick, kinds);
    }

    /// <summary>Reads an experiment from text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Its name in messages.</param>
    /// <param name="settings">Values that replace the text's, in order.</param>
    /// <param name="quick">Whether the <c>quick</c> block is applied, before the settings.</param>
    /// <param name="kinds">Machines that may be named.</param>
    /// <exception cref="ExperimentException">Anything is wrong; all problems are listed.</exception>
    public static Experiment Parse(
        string text, string source, IEnumerable<Setting> settings, bool quick, MachineKinds kinds)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(settings);
        var problems = new List<ExperimentProblem>();
        var root = YamlReader.ReadDocument(text, source, problems);
        Setting[] values = [.. settings];
        var binder = new Binder(kinds, problems);
        object? experiment = null;
        if (!quick)
        {
            var plain = root.Copy();
            Overrides.Apply(plain, values, problems);
            experiment = binder.Block(typeof(Experiment), plain, path: "");
        }

        // A quick block is tried even when it is not asked for: its mistakes belong to the file.
        if (root.Find(Quick) is { Value: MappingNode overrides })
        {
            root.Remove(Quick);
            Overrides.Merge(root, overrides, problems);
            Overrides.Apply(root, values, problems);
            var trial = binder.Block(typeof(Experiment), root, path: "");
            experiment = quick ? trial : experiment;
        }
        else if (quick)
        {
            problems.Add(
                new ExperimentProblem(root.Where, "there is no 'quick' block to apply; run it without --quick"));
        }

        return problems.Count == 0
            ? (Experiment)experiment!
            : throw new ExperimentException(
                [.. problems.Distinct().OrderBy(problem => problem.Where.Line).ThenBy(
                    problem => problem.Where.Column)]);
    }

    internal static bool IsPath(string name) =>
        name.AsSpan().ContainsAny('/', '\\')
        || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
        || File.Exists(name);

    /// <summary>The text of a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="what">What it should be, in messages.</param>
    /// <param name="suggestion">Of a path where nothing is: what was probably meant.</param>
    internal static string ReadText(string path, string what, Func<string, string> suggestion)
    {
        var where = new SourcePosition(path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[YamlReader.MaximumCharacters + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length == bytes.Length
                ? throw new ExperimentException(
                where, $"larger than {YamlReader.MaximumCharacters} bytes, so it is no {what}")
                : new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(0, length)).TrimStart(
                '\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new ExperimentException(where, $"is no UTF-8 text (byte {e.Index}); save it as UTF-8");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ExperimentException(where, $"no such file{suggestion(path)}");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ExperimentException(where, "cannot be read; is it a file, and may you read it?");
        }
    }
}
