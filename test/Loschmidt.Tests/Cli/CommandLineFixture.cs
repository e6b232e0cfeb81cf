using System.Globalization;
using System.Text.Json;
using Loschmidt.Cli;
using Loschmidt.Cli.Terminals;
using Loschmidt.Devices.Checks;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Reports;
using Loschmidt.Studio;
using Loschmidt.Studio.Pages;

namespace Loschmidt.Tests.Cli;

/// <summary>The command line in this process, with strings for a terminal and stand-ins for the work, which remember what was asked.</summary>
internal sealed class CommandLineFixture
{
    private readonly StringWriter _out = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);

    public CommandLineFixture()
    {
        Services = new Services
        {
            Train = (request, progress, _) =>
            {
                Train = request;
                progress.Report(new TrainProgress(1, 300, 0.25, 1240, TimeSpan.FromSeconds(12), Metrics()));
                return Result(interrupted: false);
            },
            Resume = (request, _, _) =>
            {
                Resume = request;
                return Result(interrupted: false);
            },
            Sweep = (request, _, _) =>
            {
                Sweep = request;
                return new SweepResult("20260101-120000-sweep-xor-ab12", "xor", "cost", [1], [], [], false, 2, "/runs/sweep");
            },
            Tolerance = (request, _, _) =>
            {
                Tolerance = request;
                var ideal = new TolerancePoint([], 1, [1, 1, 1]);
                return new ToleranceResult(
                    "20260101-120000-sweep-xor-ab12", "xor", "self-learning", "gradient", "cosine", request.Within, [1, 2, 3],
                    ["imperfections.reversal.gain"], ideal, null, [ideal with { Values = [0] }],
                    [new KnobLimit("imperfections.reversal.gain", 0.01, 0.008, 0.012, "inside", 0.3, 0.2, 0.4)], [0], false, 0, 2, "/runs/sweep");
            },
            Evaluate = (request, _, _) =>
            {
                Evaluate = request;
                return Evaluated();
            },
            Predict = (request, output, _, _) =>
            {
                Predict = request;
                if (request.Output is null)
                    output.WriteLine(request.Json ? "{}" : "sample,label");
                return new PredictResult("r", request.File, 300, 2, 0.5, 1 << 20, request.Output);
            },
            Simulate = (request, progress, _) =>
            {
                Simulate = request;
                progress.Report("echo");
                return new SimulateResult("/runs/pictures", ["echo.svg", "theta.svg"], 0.25, 1e-13, 2e-14, 2e-6, double.NaN, 0.5);
            },
            Gradcheck = (request, _, _) =>
            {
                Gradcheck = request;
                return Report();
            },
            Fetch = (request, progress, remark, _) =>
            {
                Fetch = request;
                progress.Report(new FetchProgress(DataCatalog.Files[0], "example.org", 1 << 20));
                remark("example.org answers 404");
                return new FetchResult("/data", [new FetchedFile("mnist", "labels", "/data/mnist/labels.gz", "present")], Interrupted: false);
            },
            DeviceCheck = (request, _, _) =>
            {
                DeviceCheck = request;
                return Checked;
            },
            DeviceFit = (request, _, _) => new DeviceFitResult(
                request.Source, request.Twin ?? "ring", 12, 36, 12, 0.5, 0.01, 0.02, [new("training.decay.rate", 0.01, 100, 0.1, 1, 40)], request.Output, []),
            Compare = (request, _, _) =>
            {
                Compare = request;
                return Compared;
            },
            Reproduce = (request, _, _) =>
            {
                Reproduce = request;
                return Reproduced;
            },
            Serve = (request, _, _) => Served = request,
            Record = (command, file, _) => Recorded = (command, file),
            Replay = file => Replayed = file,
            Studio = (options, ready, say, _) =>
            {
                Studio = options;
                say("building the studio's pages (once per change) ...");
                ready(new StudioReady(new Uri("http://127.0.0.1:16180"), options.Runs, true, options.Token is not null, 7));
            },
            Offline = (folder, _, _) => new OfflineReport(folder, [new OfflinePage(Path.Combine(folder, "echo.html"), 65_536)]),
            Browse = address =>
            {
                Browsed = address;
                return HasBrowser;
            },
            RunsFolder = option => option ?? Path.Combine(Path.GetTempPath(), $"loschmidt-doctor-{Environment.ProcessId}"),
            EchoError = _ => 1e-14,
        };
    }

    public Services Services { get; set; }

    /// <summary>What somebody at the terminal answers; null where nobody is there.</summary>
    public Func<string?>? Ask { get; init; }

    public TrainRequest? Train { get; private set; }

    public ResumeRequest? Resume { get; private set; }

    public DeviceServeRequest? Served { get; private set; }

    public (string Command, string File)? Recorded { get; private set; }

    public string? Replayed { get; private set; }

    public StudioOptions? Studio { get; private set; }

    public Uri? Browsed { get; private set; }

    public bool HasBrowser { get; init; } = true;

    public ToleranceRequest? Tolerance { get; private set; }

    public SweepRequest? Sweep { get; private set; }

    public EvaluateRequest? Evaluate { get; private set; }

    public PredictRequest? Predict { get; private set; }

    public SimulateRequest? Simulate { get; private set; }

    public GradcheckRequest? Gradcheck { get; private set; }

    public FetchRequest? Fetch { get; private set; }

    public DeviceCheckRequest? DeviceCheck { get; private set; }

    public DeviceCheckReport Checked { get; set; } = new(
        "two-ball machine", "self-learning", 1, 1, 1,
        [new("echo comes home", true, 1e-15, 0.01, "an echo without an error misses home by nothing"), new("drift", true, 0, 1e-4, "evaluations leave the device as it was")],
        [new(1e-3, 0.01, 0)],
        new DeviceVerdict(true, ["self-learning"], [], "fit for training by self-learning") { Epsilon = 1e-3, SmallestEpsilon = 1e-6, LargestEpsilon = 3e-3, EchoSeconds = 1e-3, Averages = 1, Steps = 100, Hours = 1e-4 });

    public CompareRequest? Compare { get; private set; }

    public CompareResult Compared { get; set; } = new(
        "xor", "wave", 1400, 100, 1, [1], "training", 4, 5000, false,
        [new("echo", 3, [new ComparedCourse(1, true, [new(0, 0, 0, 0.5, 0.5), new(100, 300, 2, 0.05, 1)])]) { PassesToBaseline = 300 }],
        [new("softmax", 0.75, [0.75], 0, "a linear classifier of the inputs")],
        [new("central-differences", true, "one step would need 5600 passes"), new("adjoint", false, "no steady state")], "/compared/xor");

    public ReproduceRequest? Reproduce { get; private set; }

    public ReproduceResult Reproduced { get; set; } = new("/reproduced", false, false, [], []);

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    /// <summary>The one JSON document; throws where there is another text before or behind it.</summary>
    public JsonElement Document => JsonDocument.Parse(Out).RootElement;

    public int Run(params string[] arguments) => CommandLine.Run(
        arguments, new Context(new Terminal { Out = _out, Error = _error, Ask = Ask }, Services, CancellationToken.None));

    public static TrainResult Result(bool interrupted) => new(
        "20260101-120000-xor-3-ab12", "xor", 3, "echo", 300, 12.5, 1 << 20, Metrics(), interrupted, "/runs/xor", ["figures/cost.svg"]);

    public static EvaluateResult Evaluated() => new(
        "20260101-120000-xor-3-ab12", "xor", 3, "echo", 300, 0.5, 1 << 20,
        new Dictionary<string, double> { ["cost"] = 0.1, ["accuracy"] = 0.75, ["testAccuracy"] = 1 },
        new Dictionary<string, IReadOnlyList<double>> { ["accuracy"] = [0.3006, 0.9544], ["testAccuracy"] = [0.5101, 1] },
        new Dictionary<string, long> { ["train"] = 4, ["test"] = 4 },
        new Dictionary<string, IReadOnlyList<IReadOnlyList<long>>> { ["train"] = [[2, 0], [0, 1]], ["test"] = [[2, 0], [0, 2]] },
        new Dictionary<string, long> { ["train"] = 1 }, "/runs/xor")
    {
        Changed = [new ChangedSetting("machine.loss", "[0]", "[0.2]"), new ChangedSetting("device.readNoise", null, "0.1")],
    };

    public static GradcheckReport Report() => new(
        "xor", "double", "reverse-sweep",
        [
            new GradcheckRow("reverse-sweep", 1, 1, 0, 2, 0.1, 4096, null, [new GradcheckTensor("wave/theta", 1, 1, 0)]),
            new GradcheckRow("echo", 0.9999, 1.0001, 1e-4, 4, 0.2, 0, 1e-4, [new GradcheckTensor("wave/theta", 0.9999, 1, 1e-4)]),
        ],
        [new GradcheckSlope("echo", 2.01)],
        [new GradcheckRefusal("complex-step", "the machine keeps its state in real planes")]);

    private static Dictionary<string, double> Metrics() => new(StringComparer.Ordinal) { ["cost"] = 0.0123, ["accuracy"] = 1 };
}
