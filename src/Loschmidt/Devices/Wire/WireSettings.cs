using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Loschmidt.Costs;

namespace Loschmidt.Devices.Wire;

/// <summary>Settings of machine kind <c>device</c>: a machine that is not simulated here, but spoken to over the wire.</summary>
public sealed record WireSettings : IValidatableObject
{
    /// <summary>The command that starts the device; excludes <see cref="Address"/>.</summary>
    [Description("command that starts the device, which then speaks on its standard input and output; cut into words like a shell does (quotes), but no shell is asked")]
    public string? Command { get; init; }

    /// <summary>Where the device is; excludes <see cref="Command"/>.</summary>
    [Description("where the device answers: tcp://127.0.0.1:PORT or http://127.0.0.1:PORT/")]
    public string? Address { get; init; }

    /// <summary>Seconds from start to greeting.</summary>
    [Description("seconds that may pass between starting the device and its greeting")]
    [Range(0, 1e6, MinimumIsExclusive = true)]
    public double Startup { get; init; } = 30;

    /// <summary>Seconds that a reply may be late.</summary>
    [Description("seconds that a reply may take beyond what the device says that its verbs take")]
    [Range(0, 1e6, MinimumIsExclusive = true)]
    public double Patience { get; init; } = 10;

    /// <summary>Restarts without progress.</summary>
    [Description("how often the device is started again without one new reply in between, before the run gives up")]
    [Range(0, 1_000_000)]
    public int Restarts { get; init; } = 5;

    /// <summary>Target number of the right answer.</summary>
    [Description("target number of the right answer, of data with labels")]
    public double Bright { get; init; } = 1;

    /// <summary>Target number of wrong answers.</summary>
    [Description("target number of the other answers, of data with labels")]
    public double Dark { get; init; }

    /// <summary>What answers are judged by.</summary>
    [Description("what the answers of a host-updated device that can be probed are judged by: half-squares of their distance to the targets (bright and dark), or cross-entropy of their softmax")]
    public ScoreKind Score { get; init; } = ScoreKind.HalfSquares;

    /// <summary>β of the softmax.</summary>
    [Range(1e-6, 1e6), Description("gain beta of the softmax of score: cross-entropy")]
    public double Gain { get; init; } = 8;

    /// <summary>Equations beside a host-updated device.</summary>
    [Description("preset or experiment file whose machine is a model of a host-updated device, with the same parameters: for physics-aware training")]
    public string? Twin { get; init; }

    /// <summary>Parameters to begin with.</summary>
    [Description("parameters that a host-updated device begins with (.npy, as 'loschmidt device fit --output' writes them); else those that it has")]
    public string? Start { get; init; }

    /// <summary>The way to the device.</summary>
    /// <param name="remark">Hears what a program writes to its standard error.</param>
    /// <exception cref="ArgumentException">Command or address are none.</exception>
    public IWireTransport Transport(Action<string>? remark = null) =>
        Command is { } command ? new ProcessTransport(command, remark) : WireTransports.Of(Address ?? "");

    /// <summary>How patient a trainer is by these settings.</summary>
    /// <param name="from">Who asks.</param>
    /// <param name="remark">Hears of restarts.</param>
    public DeviceClientOptions Options(string from, Action<string>? remark = null) => new()
    {
        Startup = TimeSpan.FromSeconds(Startup),
        Margin = TimeSpan.FromSeconds(Patience),
        Restarts = Restarts,
        From = from,
        Remark = remark,
    };

    /// <summary>Rules between keys.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((Command is null) == (Address is null))
        {
            yield return new ValidationResult(
                Command is null
                    ? "needs either 'command' or 'address', and has neither: say what starts the device or where it answers"
                    : "needs either 'command' or 'address', and has both: remove one",
                [nameof(Command)]);
        }
    }
}
