using System.Runtime.InteropServices;
using System.Text;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Telemetry;

namespace Loschmidt.Cli;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var terminal = Terminal.OfProcess();
        using var stop = new CancellationTokenSource();

        // The first signal asks the run to finish its step and save; the second one ends the process as usual.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var telemetry = OtlpExporter.FromEnvironment(remark => terminal.Error.WriteLine($"loschmidt: {remark}"));
        return CommandLine.Run(arguments, new Context(terminal, Wiring.Services, stop.Token));

        void Stop(PosixSignalContext signal)
        {
            if (!stop.IsCancellationRequested)
            {
                signal.Cancel = true;
                terminal.Error.WriteLine("loschmidt: stopping after this step; once more to stop at once");
                stop.Cancel();
            }
        }
    }
}
