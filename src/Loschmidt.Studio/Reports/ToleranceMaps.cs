using System.Text.Json.Serialization;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Runs;
using Loschmidt.Studio.Hosting;
using Loschmidt.Studio.Security;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Reports;

/// <summary>Tolerance maps that lie in the runs folder, whoever made them.</summary>
internal static class ToleranceMaps
{
    private const int Most = 200;

    /// <summary>Their names, the newest first.</summary>
    public static ToleranceMapList List(string runs) => new(
    [
        .. Directory.Exists(runs)
            ? RunPlace.In(runs).Where(place => place.Kind == RunPlaceKind.Sweep && IsMap(place.Path)).Select(place => place.Name).Reverse().Take(Most)
            : [],
    ]);

    /// <summary>Refuses everything that is not the name of a map in the runs folder.</summary>
    /// <exception cref="RefusedException">There is none of this name.</exception>
    public static void Require(string runs, string name)
    {
        var folder = RunPath.Folder(runs, name);
        if (name.Contains('/', StringComparison.Ordinal) || !RunPlace.IsSweep(folder) || !IsMap(folder))
            throw new RefusedException(StatusCodes.Status404NotFound, "there is no tolerance map of this name in the runs folder");
    }

    /// <summary>What a map's folder says.</summary>
    public static ToleranceResult Read(string runs, string name)
    {
        Require(runs, name);
        return ToleranceCommand.Look(name, runs);
    }

    private static bool IsMap(string folder) => File.Exists(Path.Combine(folder, "tolerance.settings.json"));
}

/// <summary>Names of tolerance maps, the newest first.</summary>
internal sealed record ToleranceMapList(IReadOnlyList<string> Maps);

/// <summary>What reports say; numbers are written as the command line writes them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteNumber)])]
[JsonSerializable(typeof(ToleranceMapList))]
[JsonSerializable(typeof(ToleranceResult))]
internal sealed partial class ReportsJson : JsonSerializerContext;
