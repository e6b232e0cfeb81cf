using System.CommandLine;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt data</c>: which data sets are known, which are here, and whether they are what they should be; fetches them.</summary>
internal static class DataVerb
{
    public static Command Create(Context context)
    {
        var list = new Command("list", "List the files of the known data sets and where they were found.");
        list.SetAction(parse =>
        {
            var folder = DataFolder.Usual(parse.GetValue(CommonOptions.Data));
            Print(context, parse, folder, DataCatalog.List(folder), "found");
            return ExitCode.Done;
        });

        var check = new Command("check", "Read every known file and compare its content with what it should be.");
        check.SetAction(parse =>
        {
            var folder = DataFolder.Usual(parse.GetValue(CommonOptions.Data));
            var files = DataCatalog.Check(folder);
            Print(context, parse, folder, files, "ok");
            return Judge(files, folder, context.Terminal.Error);
        });

        return new Command("data", "Look after the data sets.") { list, check, DataGetVerb.Create(context) };
    }

    private static int Judge(IReadOnlyList<DataFileStatus> files, DataFolder folder, TextWriter error)
    {
        foreach (var file in files.Where(f => f.State == DataFileState.Different))
        {
            error.WriteLine($"loschmidt: {file.Path} is damaged or another file; replace it by the original");
        }

        var missing = files.Where(f => f.State == DataFileState.Missing && f.File.IsFetched).ToArray();
        if (missing.Length > 0)
        {
            error.WriteLine(
                $"loschmidt: {missing.Length} of {files.Count(f => f.File.IsFetched)} files not found{(folder.Places.Count == 0 ? ": there is no folder to look in" : $" in {string.Join(", ", folder.Places.Select(p => p.Path))}")}; "
                + $"'loschmidt data get' fetches them, or name the folder that holds {missing[0].File.Set}/ by --data or {DataFolder.Variable}");
        }

        return files.All(f => f.State == DataFileState.Right || (f.State == DataFileState.Missing && !f.File.IsFetched)) ? ExitCode.Done : ExitCode.BadInput;
    }

    private static void Print(
        Context context, ParseResult parse, DataFolder folder, IReadOnlyList<DataFileStatus> files, string right)
    {
        var report = new DataReport(
            [.. folder.Places.Select(p => new DataPlace(p.Origin, p.Path))],
            [.. files.Select(f => new DataEntry(f.File.Set, f.File.Name, f.File.Description, f.File.ContentBytes, Word(f.State, right), f.Path))]);
        context.Print(parse, report, writer =>
        {
            foreach (var entry in report.Files)
            {
                writer.WriteLine($"{entry.State,-9}  {entry.Set}/{entry.File}: {entry.Description} ({Units.Bytes(entry.Bytes)})");
            }

            writer.WriteLine(report.Places.Count == 0 ? "no folder to look in" : "looked in");
            foreach (var place in report.Places)
            {
                writer.WriteLine($"  {place.Path} ({place.Origin})");
            }
        });
    }

    private static string Word(DataFileState state, string right) => state switch
    {
        DataFileState.Right => right,
        DataFileState.Different => "different",
        _ => "missing",
    };
}

/// <summary>What <c>data list --json</c> and <c>data check --json</c> print.</summary>
internal sealed record DataReport(IReadOnlyList<DataPlace> Places, IReadOnlyList<DataEntry> Files);

/// <summary>A folder that was looked in, and what named it.</summary>
internal sealed record DataPlace(string Origin, string Path);

/// <summary>A known file: found, right, different or missing.</summary>
internal sealed record DataEntry(string Set, string File, string Description, long Bytes, string State, string? Path);
