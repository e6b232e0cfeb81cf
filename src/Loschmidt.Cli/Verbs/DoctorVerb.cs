using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt doctor</c>: whether this computer can do the work, and what to do if not.</summary>
internal static class DoctorVerb
{
    public static Command Create(Context context)
    {
        var command = new Command("doctor", "Look at this computer: processor, memory, data, run folder, and one echo.");
        command.SetAction(parse =>
        {
            var report = Examine(context, parse.GetValue(CommonOptions.Data), parse.GetValue(CommonOptions.Runs));
            context.Print(parse, report, writer => Describe(report, writer));
            return report.Healthy ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static DoctorReport Examine(Context context, string? data, string? runs)
    {
        var computer = Computer.Examine();
        DoctorCheck[] checks = [VectorCheck(computer), DataCheck(data), RunsCheck(context.Services.RunsFolder(runs)), EchoCheck(context)];
        return new DoctorReport(computer, checks, checks.All(check => check.State != "failed"));
    }

    private static DoctorCheck VectorCheck(Computer computer) => computer.VectorBits >= 512
        ? new DoctorCheck("vectors", "ok", $"{computer.VectorBits} bits", null)
        : new DoctorCheck(
            "vectors", "note", $"{computer.VectorBits} bits", "kernels are written for 512 bits; here they take two or more instructions each");

    private static DoctorCheck DataCheck(string? option)
    {
        var folder = DataFolder.Usual(option);
        var files = DataCatalog.List(folder).Where(f => f.File.IsFetched).ToArray();
        var found = files.Count(f => f.State == DataFileState.Right);
        return found == files.Length
            ? new DoctorCheck("data", "ok", $"{found} of {files.Length} files in {Path.GetDirectoryName(files[0].Path)}", null)
            : new DoctorCheck(
                "data", "note", $"{found} of {files.Length} files found",
                $"only experiments on images need them: name the folder that holds mnist/ by --data or {DataFolder.Variable}");
    }

    private static DoctorCheck RunsCheck(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            return new DoctorCheck("runs", "ok", folder, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new DoctorCheck("runs", "failed", $"{folder}: {e.Message}", "name a folder you may write to by --runs");
        }
    }

    private static DoctorCheck EchoCheck(Context context)
    {
        const double Tolerance = 1e-10; // what the default machine must reach in double after its whole journey
        var error = context.Services.EchoError(context.Cancellation);
        return error <= Tolerance
            ? new DoctorCheck("echo", "ok", $"returned home to {Units.Number(error)}", null)
            : new DoctorCheck(
                "echo", "failed", $"missed home by {Units.Number(error)}, allowed {Units.Number(Tolerance)}",
                "the processor or this build computes wrongly; rebuild, and report it if it stays");
    }

    private static void Describe(DoctorReport report, TextWriter writer)
    {
        var computer = report.Computer;
        var facts = new Facts()
            .Add("loschmidt", computer.Version)
            .Add("runtime", computer.Dotnet)
            .Add("system", computer.System)
            .Add("processor", $"{computer.Processor}, {computer.Cores} cores")
            .Add("memory", Units.Bytes(computer.MemoryBytes));
        foreach (var check in report.Checks)
        {
            facts.Add(check.Name, $"{check.State}: {check.Found}");
            if (check.Advice is not null)
            {
                facts.Add("", check.Advice);
            }
        }

        facts.WriteTo(writer);
    }
}

/// <summary>What <c>doctor --json</c> prints.</summary>
internal sealed record DoctorReport(Computer Computer, IReadOnlyList<DoctorCheck> Checks, bool Healthy);

/// <summary>One thing looked at; its state is ok, note (works, could be better) or failed.</summary>
internal sealed record DoctorCheck(string Name, string State, string Found, string? Advice);
