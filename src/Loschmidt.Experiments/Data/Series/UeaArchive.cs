namespace Loschmidt.Experiments.Data.Series;

/// <summary>Where the files of the UEA archive are: <c>uea/NAME/NAME_TRAIN.ts</c>, packed or plain, or
/// <c>.arff</c>.</summary>
internal static class UeaArchive
{
    /// <summary>A file of a set; null where it is in none of the folders.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="name">The set.</param>
    /// <param name="part">TRAIN or TEST.</param>
    public static string? Find(DataFolder folder, string name, string part) =>
        folder.Find($"uea/{name}", $"{name}_{part}.ts") ?? folder.Find($"uea/{name}", $"{name}_{part}.arff");

    /// <summary>As <see cref="Find"/>, and the file must be there.</summary>
    /// <exception cref="DataException">It is in none of the folders; says what to obtain.</exception>
    public static string Require(DataFolder folder, string name, string part) =>
        Find(folder, name, part) ?? throw Missing(
            folder, $"uea/{name}/{name}_{part}.ts",
            $"obtain {name} of the UEA archive (https://www.timeseriesclassification.com) and put {name}_TRAIN.ts and "
            + $"{name}_TEST.ts, plain or gzip, into a folder 'uea/{name}' below one of them"
            + (part == "TEST" ? "; data.allowMissingTest: true goes on without it" : ""));

    /// <summary>What is said where a file is in none of the folders.</summary>
    public static DataException Missing(DataFolder folder, string file, string cure) =>
        new(file, $"{folder.LookedIn}; {cure}");
}
