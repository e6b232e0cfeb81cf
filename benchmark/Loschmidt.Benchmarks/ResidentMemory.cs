using System.Globalization;

namespace Loschmidt.Benchmarks;

/// <summary>Anonymous resident memory of another process, sampled while it works: mapped files are not counted.</summary>
internal static class ResidentMemory
{
    /// <summary>Most of it during the action, above the level before; bytes.</summary>
    public static long Growth(int process, Action action)
    {
        var before = Anonymous(process);
        var (most, done) = (before, 0);
        var sampler = new Thread(() =>
        {
            while (Volatile.Read(ref done) == 0)
            {
                most = Math.Max(most, Anonymous(process));
                Thread.Sleep(1);
            }
        });
        sampler.Start();
        try
        {
            action();
        }
        finally
        {
            Volatile.Write(ref done, 1);
            sampler.Join();
        }

        return most - before;
    }

    private static long Anonymous(int process)
    {
        const string field = "RssAnon:";
        foreach (var line in File.ReadLines($"/proc/{process}/status"))
        {
            if (line.StartsWith(field, StringComparison.Ordinal))
            {
                return 1024 * long.Parse(line.AsSpan(field.Length).Trim(" \tkB"), CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidDataException($"/proc/{process}/status does not say {field}");
    }
}
