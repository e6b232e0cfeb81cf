using System.ComponentModel;
using System.Diagnostics;

namespace Loschmidt.Cli.Terminals;

/// <summary>The browser that people use for links.</summary>
internal static class Browser
{
    /// <summary>Opens an address in it.</summary>
    /// <returns>Whether something was started.</returns>
    public static bool Open(Uri address)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
            : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address.AbsoluteUri])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        try
        {
            using var browser = Process.Start(start);
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }
}
