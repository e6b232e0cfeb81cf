using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Loschmidt.Experiments.Composition;
using Loschmidt.Machines;
using Loschmidt.Sequences;
using Loschmidt.Studio;
using Loschmidt.Studio.Hosting;

namespace Loschmidt.Tests.Studio;

/// <summary>What the pages of scattering and sequences are told is what the library computes.</summary>
public sealed class ReaderPageTests : IAsyncLifetime
{
    private const string Preset = "digits-scattering-20";

    private readonly string _runs = Directory.CreateTempSubdirectory("loschmidt-readers").FullName;
    private readonly HttpClient _client = new();
    private StudioHost _studio = null!;

    public async ValueTask InitializeAsync()
    {
        _studio = await StudioHost.StartAsync(new StudioOptions { Runs = _runs, Port = 0 }, TestContext.Current.CancellationToken);
        _client.BaseAddress = _studio.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _studio.DisposeAsync();
        Directory.Delete(_runs, recursive: true);
    }

    /// <summary>Mutation: the drawing read column by column.</summary>
    [Fact]
    public async Task A_drawing_is_answered_as_the_machine_answers_it()
    {
        var image = Enumerable.Range(0, 64).Select(pixel => pixel % 7 / 7.0).ToArray();
        var machine = MachineFactory.Build(RequestedExperiment.Load(Preset, quick: false, []));
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = 1 };
        for (var pixel = 0; pixel < image.Length; pixel++)
            batch.Inputs[pixel * machine.Lanes] = image[pixel];
        machine.Prepare(batch);
        machine.Evolve();
        var outputs = new double[machine.Outputs * machine.Lanes];
        machine.Read(outputs);

        var said = await Ask($"preset:{Preset}", image, ringUp: false);

        for (var digit = 0; digit < machine.Outputs; digit++)
            said.GetProperty("outputs")[digit].GetDouble().ShouldBe(outputs[digit * machine.Lanes]);
    }

    /// <summary>Fields that ring up from darkness end where the steady state is: two computations that share nothing but θ.</summary>
    /// <remarks>Mutation: intensities of a neighbouring class, or of the input before the last one.</remarks>
    [Fact]
    public async Task Light_ends_where_the_steady_state_says()
    {
        var said = await Ask($"preset:{Preset}", [.. Enumerable.Repeat(0.5, 64)], ringUp: true);

        var film = said.GetProperty("ringUp");
        var steady = said.GetProperty("intensities")[film.GetProperty("class").GetInt32()].EnumerateArray().Select(one => one.GetDouble()).ToArray();
        var last = film.GetProperty("intensities").EnumerateArray().Last().EnumerateArray().Select(one => one.GetDouble()).ToArray();
        last.Zip(steady, (rung, still) => Math.Abs(rung - still)).Max().ShouldBeLessThan(1e-2 * steady.Max());
    }

    /// <summary>Mutation: any one of the checks left out ends in an index error, which is answered by 500.</summary>
    [Theory]
    [InlineData("{\"machine\":\"preset:digits-scattering-20\",\"image\":[1,2,3]}", "64 numbers")]
    [InlineData("{\"machine\":\"preset:digits-scattering-20\"}", "64 numbers")]
    [InlineData("{\"machine\":\"preset:none\",\"image\":[]}", "no digit reader")]
    [InlineData("{\"machine\":\"preset:xor\",\"image\":[]}", "no reader of 8 × 8 digits")]
    [InlineData("{\"machine\":\"run:../../etc\",\"image\":[]}", "no run's name")]
    [InlineData("{\"image\":[]}", "no digit reader")]
    [InlineData("{\"machine\":17}", "not the JSON")]
    [InlineData("null", "null")]
    public async Task A_question_that_makes_no_sense_is_refused_in_words(string body, string why)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync("/api/scattering/answer", content, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Message(answer)).ShouldContain(why);
    }

    [Fact]
    public async Task Ink_beyond_black_is_refused_with_its_pixel()
    {
        var image = new double[64];
        image[9] = 1.5;
        using var answer = await _client.PostAsJsonAsync(
            "/api/scattering/answer", new { machine = $"preset:{Preset}", image }, TestContext.Current.CancellationToken);

        (await Message(answer)).ShouldContain("pixel 9 of the image is 1.5");
    }

    /// <summary>Mutation: readings in the order of time instead of depth.</summary>
    [Fact]
    public async Task Drift_is_what_a_probe_of_the_same_layer_measures()
    {
        var film = await Film("series=pulse&steps=600&oscillators=5&h=0.3&seed=4&arithmetic=double");

        var (steps, drift) = (film.GetProperty("steps").GetInt32(), film.GetProperty("drift"));
        steps.ShouldBe(600);
        drift.GetArrayLength().ShouldBe(film.GetProperty("depths").GetArrayLength());
        film.GetProperty("depths").EnumerateArray().Last().GetInt32().ShouldBe(steps);
        var worst = drift.EnumerateArray().Max(one => one.GetDouble());
        worst.ShouldBeInRange(1e-17, 1e-10);
        var (sent, home) = (Positions(film, "out"), Positions(film, "home"));
        sent.Length.ShouldBe(5 * film.GetProperty("times").GetArrayLength());
        sent.Zip(home, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-6f);
        sent.Max(Math.Abs).ShouldBeGreaterThan(0.01f);
    }

    /// <summary>Mutation: double instead of whole numbers.</summary>
    [Fact]
    public async Task Whole_numbers_come_home_to_the_last_bit()
    {
        var film = await Film("series=noise&steps=3000&oscillators=6&h=0.6&drive=3&arithmetic=exact");

        film.GetProperty("drift").EnumerateArray().ShouldAllBe(one => one.GetDouble() == 0);
        Positions(film, "home").ShouldBe(Positions(film, "out"));
    }

    [Fact]
    public void A_film_keeps_the_way_that_a_probe_only_reads()
    {
        var unit = new UnitSettings { Kind = UnitKind.Nonlinear, Oscillators = 3, StepMap = StepMap.Fixed, Step = 0.2 };
        double[] drive = [.. Enumerable.Range(0, 300).Select(i => Math.Sin(0.1 * i))];
        var echo = new SequenceEcho(SequenceMethod.Tangent);

        var film = UnitProbe.Film<double>(unit, 1, drive, [1, 0, 0], echo, 10);

        film.Readings.ShouldBe(UnitProbe.Run<double>(unit, 1, drive, [1, 0, 0], echo, 10));
        film.Out.Length.ShouldBe(drive.Length);
        film.Home.Zip(film.Out, (home, sent) => Math.Abs(home - sent)).Max().ShouldBeInRange(0, 1e-12);
        film.Out.Max(Math.Abs).ShouldBeGreaterThan(0.1);
    }

    [Theory]
    [InlineData("steps=1e9", "steps is a whole number from 2")]
    [InlineData("steps=4.5", "steps is a whole number")]
    [InlineData("steps=200000&oscillators=256", "more than the page can show")]
    [InlineData("h=NaN", "h is a number")]
    [InlineData("h=-1", "h is a number")]
    [InlineData("kind=2", "kind is one of linear, nonlinear")]
    [InlineData("arithmetic=quad", "arithmetic is one of")]
    [InlineData("series=../../etc/passwd", "there is no series")]
    [InlineData("seed=-1", "seed is a whole number")]
    public async Task A_layer_that_cannot_be_shown_is_refused_in_words(string query, string why)
    {
        using var answer = await _client.GetAsync($"/api/sequences/film?{query}", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Message(answer)).ShouldContain(why);
    }

    private async Task<JsonElement> Ask(string machine, double[] image, bool ringUp)
    {
        using var answer = await _client.PostAsJsonAsync(
            "/api/scattering/answer", new { machine, image, ringUp }, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> Film(string query) =>
        await _client.GetFromJsonAsync<JsonElement>($"/api/sequences/film?{query}", TestContext.Current.CancellationToken);

    private static float[] Positions(JsonElement film, string key) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(film.GetProperty(key).GetBytesFromBase64()).ToArray();

    private static async Task<string> Message(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("error").GetProperty("message").GetString()!;
}
