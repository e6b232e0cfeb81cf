using System.Globalization;
using System.Text;

namespace Loschmidt.Experiments.Runs;

/// <summary>Holds a run for one process; disposing gives it back.</summary>
public sealed class RunLock : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;

    internal RunLock(string path, string run)
    {
        _path = path;
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(run,
                "another process works on this run, or its folder is not writable; wait for it, or copy the run", e);
        }

        _file.SetLength(0);
        _file.Write(Encoding.UTF8.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"));
        _file.Flush();
    }

    /// <summary>Removes the lock file and lets go.</summary>
    public void Dispose()
    {
        File.Delete(_path);
        _file.Dispose();
    }
}
