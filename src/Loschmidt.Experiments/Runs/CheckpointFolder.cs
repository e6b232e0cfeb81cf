using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
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

    /// <summary>Writes a checkpoint atomically; a damaged one of the same step is replaced.</summary>
    /// <param name="state">All tensors that a resumed run needs.</param>
    /// <param name="about">What to say about it; version and hash of the state are filled in.</param>
    /// <exception cref="IOException">The disk refuses; older checkpoints are untouched.</exception>
    public void Write(IEnumerable<Tensor> state, CheckpointManifest about)
    {
        ArgumentNullException.ThrowIfNull(about);
        ArgumentOutOfRangeException.ThrowIfNegative(about.Step, nameof(about));
        using var bytes = new MemoryStream();
        Safetensors.Write(bytes, state);
        var content = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        var manifest = about with
        {
            Version = CheckpointManifest.CurrentVersion,
            StateSha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span)),
        };
        Directory.CreateDirectory(path);
        AtomicFile.WriteFolder(Folder(about.Step), folder =>
        {
            AtomicFile.Write(System.IO.Path.Combine(folder, State), stream => stream.Write(content.Span));
            AtomicFile.Write(
                System.IO.Path.Combine(folder, Manifest), JsonSerializer.Serialize(manifest, CheckpointManifest.Json));
        });
    }

    /// <summary>Removes all checkpoints but the newest ones and one to spare, and what writes that never finished left.</summary>
    /// <param name="newest">How many of the newest stay.</param>
    /// <param name="spared">A step that stays whatever its age.</param>
    public void Prune(int newest, long spared)
    {
        foreach (var step in Steps().SkipLast(newest).Where(step => step != spared))
        {
            Directory.Delete(Folder(step), recursive: true);
        }

        foreach (var torn in Directory.EnumerateDirectories(path).Where(folder => AtomicFile.IsTemporary(folder)))
        {
            Directory.Delete(torn, recursive: true);
        }
    }

    /// <summary>Reads a checkpoint and checks that its state is the one that was written; older layouts are upgraded.</summary>
    /// <exception cref="RunException">It is missing, damaged or of a newer version.</exception>
    public Checkpoint Read(long step)
    {
        var folder = Folder(step);
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(folder, Manifest)))?.AsObject()
                ?? throw new RunException(folder, "the manifest is empty");
            if ((int?)json["version"] > CheckpointManifest.CurrentVersion)
            {
                throw new RunException(
                    folder,
                    $"written by a newer program (layout {json["version"]}, this one reads {CheckpointManifest.CurrentVersion})");
            }

            var bytes = File.ReadAllBytes(System.IO.Path.Combine(folder, State));
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != (string?)json["stateSha256"])
                throw new RunException(
                    folder, "the state is not the one that was written (SHA-256 differs)");
            using var stream = new MemoryStream(bytes, writable: false);
            List<Tensor> state = [.. Safetensors.Read(stream, System.IO.Path.Combine(folder, State))];
            CheckpointMigration.Upgrade(json, state);
            var manifest = json.Deserialize<CheckpointManifest>(CheckpointManifest.Json)!;
            return manifest.Step == step
                ? new Checkpoint(manifest, state)
                : throw new RunException(folder, $"the manifest speaks of step {manifest.Step}; the folder was renamed");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new RunException(folder, "the manifest is no JSON of a checkpoint", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TensorFileException)
        {
            throw new RunException(folder, "no readable checkpoint", e);
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
