using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Runs;

/// <summary>The folder <c>checkpoints/</c> of a run: one folder a step, each whole or absent.</summary>
/// <param name="path">The folder; made on the first write.</param>
public sealed class CheckpointFolder(string path)
{
    private const string State = "state.safetensors";
    private const string Manifest = "manifest.json";

    /// <summary>Steps for which a checkpoint is there, ascending; its files are not looked at.</summary>
    public IReadOnlyList<long> Steps() => !Directory.Exists(path) ? [] :
    [
        .. Directory.EnumerateDirectories(path).Select(folder => System.IO.Path.GetFileName(folder))
            .Where(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(name => long.Parse(name, CultureInfo.InvariantCulture)).Order(),
    ];

    /// <summary>Writes a checkpoint atomically; one of the same step is replaced.</summary>
    /// <param name="step">Training steps done.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="state">All tensors that a resumed run needs.</param>
    /// <param name="metrics">Figures at this step.</param>
    /// <exception cref="IOException">The disk refuses; older checkpoints are untouched.</exception>
    public void Write(
        long step, ulong seed, IEnumerable<Tensor> state, IReadOnlyDictionary<string, double>? metrics = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        using var bytes = new MemoryStream();
        Safetensors.Write(bytes, state);
        var content = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        var manifest = new CheckpointManifest(
            CheckpointManifest.CurrentVersion, step, seed, Convert.ToHexStringLower(SHA256.HashData(content.Span)),
            metrics ?? new Dictionary<string, double>());
        Directory.CreateDirectory(path);
        AtomicFile.WriteFolder(Folder(step), folder =>
        {
            AtomicFile.Write(System.IO.Path.Combine(folder, State), stream => stream.Write(content.Span));
            AtomicFile.Write(
                System.IO.Path.Combine(folder, Manifest), JsonSerializer.Serialize(manifest, CheckpointManifest.Json));
        });
    }

    /// <summary>Reads a checkpoint and checks that its state is the one that was written.</summary>
    /// <exception cref="RunException">It is missing, damaged or of a newer version.</exception>
    public Checkpoint Read(long step)
    {
        var folder = Folder(step);
        try
        {
            var manifest = JsonSerializer.Deserialize<CheckpointManifest>(
                File.ReadAllText(System.IO.Path.Combine(folder, Manifest)), CheckpointManifest.Json)
                ?? throw new RunException(folder, "the manifest is empty; use another checkpoint");
            if (manifest.Version > CheckpointManifest.CurrentVersion)
            {
                throw new RunException(
                    folder,
                    $"written by a newer program (layout {manifest.Version}, this one reads {CheckpointManifest.CurrentVersion})");
            }

            var bytes = File.ReadAllBytes(System.IO.Path.Combine(folder, State));
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != manifest.StateSha256)
                throw new RunException(
                    folder, "the state is not the one that was written (SHA-256 differs); use another checkpoint");
            using var stream = new MemoryStream(bytes, writable: false);
            return new Checkpoint(manifest, Safetensors.Read(stream, System.IO.Path.Combine(folder, State)));
        }
        catch (JsonException e)
        {
            throw new RunException(folder, "the manifest is no JSON of a checkpoint; use another checkpoint", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(folder, "no readable checkpoint; use another checkpoint", e);
        }
    }

    /// <summary>The newest checkpoint that is whole; damaged ones are passed over. Null where there is none.</summary>
    /// <param name="passedOver">Hears why each damaged one was not used.</param>
    public Checkpoint? Latest(Action<RunException>? passedOver = null)
    {
        foreach (var step in Steps().Reverse())
        {
            try
            {
                return Read(step);
            }
            catch (RunException e)
            {
                passedOver?.Invoke(e);
            }
        }

        return null;
    }

    private string Folder(long step) => System.IO.Path.Combine(path, step.ToString(CultureInfo.InvariantCulture));
}
