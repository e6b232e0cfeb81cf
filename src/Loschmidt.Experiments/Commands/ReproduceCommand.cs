using Loschmidt.Experiments.Execution;
using System.Diagnostics;
using Loschmidt.Experiments.Reproduction;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt reproduce</c>: named figures and tables of the papers, published values beside ours.</summary>
public static class ReproduceCommand
{
    /// <summary>Where results go unless told otherwise, relative to the working folder.</summary>
    public const string DefaultOutput = "reproduced";

    /// <summary>Everything that can be computed anew, in the order of the papers.</summary>
    public static IReadOnlyList<FigureEntry> List() =>
        [.. Reproductions.All.Select(one =>
            new FigureEntry(one.Name, one.Title, one.Shows, one.Needs(quick: false)?.Name))];

    /// <summary>Computes one figure or all, and the page over all of them.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Ends the computation in hand; finished figures and trainings are kept.</param>
    /// <exception cref="InputException">There is no such figure, or the folder cannot be written to.</exception>
    /// <exception cref="NonFiniteException">A number stopped being finite.</exception>
    public static ReproduceResult Run(
        ReproduceRequest request, IProgress<string> progress, CancellationToken cancellation)
    {
        var wanted = Reproductions.Named(request.Name);
        var root = Path.GetFullPath(request.Output ?? DefaultOutput);
        MakeFolder(root);
        var store = new TrainingStore(Path.Combine(root, "trainings"), request.Again, request.Threads, request.Data);
        var workshop = new Workshop(store, request.Data, progress, cancellation);
        var (done, refused) = (new List<ReproducedFigure>(), new List<RefusedFigure>());
        var interrupted = false;
        try
        {
            foreach (var one in wanted)
            {
                cancellation.ThrowIfCancellationRequested();
                workshop.Figure = one.Name;
                if (one.Needs(request.Quick)?.Refusal(request.Data) is { } reason)
                    refused.Add(new RefusedFigure(one.Name, reason));
                else
                    done.Add(Compute(one, request, Path.Combine(root, one.Name), workshop));
            }
        }
        catch (OperationCanceledException)
        {
            interrupted = true;
        }

        ReproductionIndex.Write(root);
        var pictures = request.Gallery is { } gallery ? Refresh(root, gallery, request.Quick, done) : [];
        return new ReproduceResult(root, request.Quick, interrupted, done, refused) { Pictures = pictures };
    }

    private static ReproducedFigure Compute(IReproduction one, ReproduceRequest request, string path, Workshop workshop)
    {
        var extent = one.Extent(request.Quick);
        var hash = BuildIdentity.Hash($"{one.Name}\n{(request.Quick ? "quick" : "full")}\n{extent}");
        if (!request.Again && ReproductionFolder.Read(path) is { } there && there.Request == hash
            && ReproductionFolder.IsWhole(path, there))
        {
            workshop.Say("is there already");
            return Describe(there, kept: true, 0);
        }

        var clock = Stopwatch.StartNew();
        var findings = one.Run(workshop, request.Quick);
        var seconds = clock.Elapsed.TotalSeconds;
        var summary = new ReproductionSummary(
            one.Name, one.Title, one.Shows, request.Quick, extent, ReproductionCommand.For(one.Name, request.Quick), one.SeedsOf(request.Quick), hash,
            findings.Comparisons, findings.Deviations, [.. findings.Figures.Select(figure => figure.Name)], []);
        var written = ReproductionFolder.Write(path, findings, summary, seconds, Hardware.Examine(request.Threads));
        return Describe(written, kept: false, seconds);
    }

    private static ReproducedFigure Describe(ReproductionSummary summary, bool kept, double seconds) => new(
        summary.Name, summary.Title, kept, seconds, summary.Extent, summary.Comparisons, summary.Deviations,
        summary.Files);

    private static IReadOnlyList<string> Refresh(string root, string gallery, bool quick, List<ReproducedFigure> done)
    {
        MakeFolder(gallery);
        return Gallery.Refresh(root, gallery, quick, [.. done.Select(figure => figure.Name)]);
    }

    private static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReproductionException(
                $"{path}: no folder can be made here; is it a file, or may you not write there? "
                + "(--output and --gallery name others)");
        }
    }
}
