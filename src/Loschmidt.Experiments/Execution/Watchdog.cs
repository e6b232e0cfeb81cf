using System.Globalization;
using Loschmidt.Devices;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Imperfections;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>Runs one echo without a nudge now and then and looks at what should have been conserved.</summary>
internal sealed class Watchdog
{
    private readonly WatchdogSettings _settings;
    private readonly IReverses _machine;
    private readonly Batch _sample;

    private Watchdog(WatchdogSettings settings, IReverses machine, IDataSet data)
    {
        (_settings, _machine) = (settings, machine);
        _sample = new Batch(machine.Features, machine.Targets, machine.Lanes);
        data.Read([0], _sample);
    }

    /// <summary>A watchdog for a machine, or null where it is off, or the machine has no echo or is a device, which shows nothing of its field.</summary>
    /// <remarks>It looks at the machine that is trained, with its imperfections: an echo that they lose is lost to training, too.</remarks>
    /// <param name="settings">Limits.</param>
    /// <param name="machine">The replica it borrows; its state and Θ are overwritten.</param>
    /// <param name="data">The first sample of these is sent out.</param>
    public static Watchdog? For(WatchdogSettings settings, IMachine machine, IDataSet data) =>
        settings.On && machine is not DeviceMachine && machine is IReverses reversing
        && (machine as IRefuses)?.Refusal<IReverses>() is null
            ? new Watchdog(settings, reversing, data)
            : null;

    /// <summary>Sends a sample out and home; what noise it meets is that of every evaluation, apart from what training draws.</summary>
    /// <param name="theta">θ to look at.</param>
    /// <param name="step">Training steps done: parameters that walk have walked as far.</param>
    /// <param name="figures">The figures are <b>added</b> to these metrics.</param>
    /// <param name="warn">Hears what lies above a limit that warns.</param>
    /// <returns>What lies above a limit that stops; null where nothing does.</returns>
    public string? Look(ReadOnlySpan<double> theta, long step, List<(string Name, double Value)> figures, Action<string> warn)
    {
        theta.CopyTo(_machine.Learning.Theta);
        (_machine as IDrawsNoise)?.Name(-1, 0);
        if (_machine is ImperfectMachine device)
        {
            device.Age = step;
        }

        var ledger = EchoLedger.WithGrowth(_machine, _sample);
        figures.AddRange(ledger.Figures());
        string? alarm = null;
        Judge("energyDrift", "the energy changed on the way out by a fraction of", ledger.EnergyDrift, _settings.EnergyDrift);
        Judge("normDrift", "the norm changed on the way out by a fraction of", ledger.NormDrift, _settings.NormDrift);
        Judge("echoLoss", "the wave does not come home: the echo has lost", 1 - ledger.Home.Overlap, _settings.EchoLoss);
        return alarm;

        void Judge(string name, string what, double value, ThresholdSettings limits)
        {
            // A machine without this invariant says NaN: nothing to look at.
            if (double.IsNaN(value) && name != "echoLoss")
            {
                return;
            }

            value = Math.Max(0, value);
            figures.Add((name, value));
            if (limits.Stop is { } stop && !(value <= stop))
            {
                alarm ??= $"{what} {Text(value)}, more than training.watchdog.{name}.stop = {Text(stop)}; {Cure}";
            }
            else if (limits.Warn is { } limit && !(value <= limit))
            {
                var cause = name == "echoLoss" && ledger.Cause is { } why ? $"; {why}" : "";
                warn($"{what} {Text(value)}, more than training.watchdog.{name}.warn = {Text(limit)}{cause}");
            }
        }
    }

    private string Cure => _machine is ImperfectMachine
        ? "smaller imperfections keep it, and where those are not why, smaller steps in time (machine.steps) or a smaller learning rate"
        : "smaller steps in time (machine.steps) or a smaller learning rate keep it";

    private static string Text(double value) => value.ToString("0.##e0", CultureInfo.InvariantCulture);
}
