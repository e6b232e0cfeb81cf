using System.Text;

namespace Loschmidt.Experiments.Runs;

/// <summary>Holds a run for one process; disposing gives it back.</summary>
/// <remarks>
/// The system's lock on the open file <c>lock</c> decides, never the file's presence: what a dead process left behind does not
/// block. While it is held no other process can read that file, so <c>lock.owner</c> beside it says who holds it.
/// </remarks>
public sealed class RunLock : IDisposable
{
    internal const string FileName = "lock";
    internal const string OwnerFileName = "lock.owner";

    private const int Tries = 20;

    // Somebody who looks whether a run is at work holds its lock, shared, for some microseconds.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly string _folder;
    private readonly FileStream _file;

    internal RunLock(string folder, string run)
    {
        _folder = folder;
        try
        {
            _file = Take(Path.Combine(folder, FileName)) ?? throw new RunException(run,
                $"another process works on this run{Describe(Owner(folder))}; wait for it, or copy the run");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(run, $"its folder cannot be written to ({e.Message}); a run needs its lock there", e);
        }

        try
        {
            AtomicFile.Write(
                Path.Combine(folder, OwnerFileName), $"{Environment.ProcessId} {Environment.MachineName}\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new RunException(run, $"its folder cannot be written to ({e.Message}); a run needs its lock there", e);
        }
    }

    /// <summary>Lets go, and removes the lock's files.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(Path.Combine(_folder, OwnerFileName));
        }
        finally
        {
            _file.Dispose();
        }
    }

    /// <summary>Whether a process, this one or another, holds the lock of a run's folder.</summary>
    internal static bool IsHeld(string folder)
    {
        try
        {
            using var file = new FileStream(
                Path.Combine(folder, FileName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return false;
        }
        catch (IOException e)
        {
            return IsRefusal(e);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Who holds the lock, as far as its owner file tells.</summary>
    internal static RunOwner? Owner(string folder)
    {
        try
        {
            using var file = new FileStream(
                Path.Combine(folder, OwnerFileName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> bytes = stackalloc byte[512];
            var text = Encoding.UTF8.GetString(bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)]);
            return text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries) is [var id, var host, ..]
                && int.TryParse(id, out var process) ? new RunOwner(process, OneLine.Of(host)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static string Describe(RunOwner? owner) => owner is null
        ? ""
        : owner.Host == Environment.MachineName ? $" (process {owner.Process})" : $" (process {owner.Process} on {owner.Host})";

    /// <summary>The locked file, or null where it is held by somebody else.</summary>
    private static FileStream? Take(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Deleting on close makes the runtime check, once it has the lock, that the file is still the one at its
                // path: the holder before may have removed it between opening and locking.
                return new FileStream(
                    path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            }
            catch (IOException e) when (IsRefusal(e))
            {
                if (attempt == Tries)
                    return null;
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Whether the system says that somebody else has the file: EAGAIN of Linux, of macOS, or a sharing violation.</summary>
    private static bool IsRefusal(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
