using System.Globalization;
using Loschmidt.Experiments.Schema;
using Microsoft.Data.Sqlite;

namespace Loschmidt.Experiments.Runs;

/// <summary>What all runs say, remembered in <c>index.sqlite</c> beside them, so that a long list of runs appears at once.</summary>
/// <remarks>
/// Folders are the truth. A row is what reading a folder gives, and is read anew whenever sizes or times of the folder's files
/// differ from those it was read at. An index that is missing, damaged, foreign or not writable costs time and a warning, no
/// more. Several processes may use it at once.
/// </remarks>
public sealed class RunIndex
{
    /// <summary>The index's file in the folder of runs.</summary>
    public const string FileName = "index.sqlite";

    private readonly string _root;
    private readonly string _path;
    private readonly MachineKinds _kinds;
    private readonly Action<string> _warn;

    /// <summary>The index of a folder of runs; nothing is opened yet.</summary>
    /// <param name="root">Folder of all runs; null means <see cref="RunFolder.DefaultRoot"/>.</param>
    /// <param name="kinds">Names of the machines.</param>
    /// <param name="warn">Hears, in one line, why the index could not be used.</param>
    public RunIndex(string? root, MachineKinds kinds, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        _root = Path.GetFullPath(root ?? RunFolder.DefaultRoot);
        _path = Path.Combine(_root, FileName);
        (_kinds, _warn) = (kinds, warn ?? (static _ => { }));
    }

    /// <summary>Called with each file opened; tests make it fail.</summary>
    internal Action<IndexFile>? Opened { get; init; }

    /// <summary>Tells how long ago files were written; tests set it forward.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Brings the index up to date: stats every run, reads those that changed, forgets those that are gone.</summary>
    /// <returns>All runs and sweeps, in ordinal order of their names.</returns>
    /// <exception cref="RunException">The folder of runs cannot be read.</exception>
    public RunList Refresh()
    {
        if (!Directory.Exists(_root))
            return new RunList(RunPlace.In(_root), Array.Empty<IndexRow>());
        try
        {
            return Update();
        }
        catch (Exception e) when (IndexFile.IsReplaced(e))
        {
            return ReadFolders(null); // somebody removed or remade it this moment; the next call finds theirs
        }
        catch (Exception e) when (IndexFile.IsDamage(e))
        {
            _warn($"the index {_path} is damaged ({Reason(e)}) and is made anew; the runs themselves are untouched");
            return Remake();
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return ReadFolders(e);
        }
    }

    /// <summary>Makes the index from the folders alone and puts it in the place of the old one, whatever that is.</summary>
    /// <returns>All runs and sweeps, in ordinal order of their names.</returns>
    /// <exception cref="RunException">The folder of runs cannot be read, or the index not be written; the old one is then
    /// as it was.</exception>
    public RunList Rebuild()
    {
        var places = RunPlace.In(_root);
        if (!Directory.Exists(_root))
            throw new RunException(_root, "no such folder, so there is no index to build; --runs names another");
        RunRemoval.ClearLeftovers(_root);
        var rows = Look(places, []);
        try
        {
            Replace(rows);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw new RunException(_path, $"the index cannot be written ({Reason(e)}); runs are listed without it, slower", e);
        }

        return new RunList(places, rows.Values);
    }

    /// <summary>The rows that are in the file now; for tests.</summary>
    internal IReadOnlyList<RunSummary> Stored()
    {
        using var file = IndexFile.Open(_path);
        return [.. file.Read().Values.Select(row => row.Run).OrderBy(run => run.Name, StringComparer.Ordinal)];
    }

    private RunList Update()
    {
        Dictionary<string, IndexRow> known;
        using (var file = Open(_path))
        {
            known = file.Read();
        }

        var places = RunPlace.In(_root);
        var changed = new List<IndexRow>();
        var rows = Look(places, known, changed);

        // Only what was a row before the folders were looked at: a run that another process has just found is not gone.
        string[] gone = [.. known.Keys.Where(name => !rows.ContainsKey(name))];
        if (changed.Count > 0 || gone.Length > 0)
            Store(changed, gone);
        return new RunList(places, rows.Values);
    }

    private void Store(List<IndexRow> changed, string[] gone)
    {
        try
        {
            using var file = Open(_path);
            file.Write(changed, gone);
        }
        catch (SqliteException e) when (!IndexFile.IsDamage(e) && !IndexFile.IsReplaced(e))
        {
            _warn($"the index {_path} cannot be written ({Reason(e)}); what is shown was read from the folders");
        }
    }

    /// <summary>A row for every run, in the order of the places: the known one where its folder did not change, else a new
    /// one.</summary>
    private Dictionary<string, IndexRow> Look(
        List<RunPlace> places, Dictionary<string, IndexRow> known, List<IndexRow>? changed = null)
    {
        var rows = new Dictionary<string, IndexRow>(places.Count, StringComparer.Ordinal);
        foreach (var place in places)
        {
            if (place.Kind == RunPlaceKind.Sweep)
                continue;
            var signature = RunSignature.Of(place.Path, Clock.GetUtcNow().UtcDateTime);
            if (known.TryGetValue(place.Name, out var row) && row.Signature == signature.Text && signature.Text.Length > 0)
            {
                rows.Add(place.Name, row);
                continue;
            }

            var read = new IndexRow(signature.Text, RunReader.Read(place, signature.Running, _kinds));
            if (!RunPlace.IsRun(place.Path))
                continue; // removed while it was read
            rows.Add(place.Name, read);
            if (row != read)
                changed?.Add(read);
        }

        return rows;
    }

    private RunList ReadFolders(Exception? fault)
    {
        if (fault is not null)
            _warn($"the index {_path} cannot be used ({Reason(fault)}); the folders themselves were read");
        var places = RunPlace.In(_root);
        return new RunList(places, Look(places, []).Values);
    }

    private RunList Remake()
    {
        var places = RunPlace.In(_root);
        var rows = Look(places, []);
        try
        {
            Replace(rows);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            // The warning is out, and the list is whole.
        }

        return new RunList(places, rows.Values);
    }

    private void Replace(Dictionary<string, IndexRow> rows)
    {
        using var index = IndexFile.InMemory();
        index.Write(rows.Values, []);
        try
        {
            index.CopyTo(_path, Opened);
        }
        catch (SqliteException e) when (IndexFile.IsDamage(e))
        {
            // What is no database cannot be written to as one, so another file takes its place. A database would not be
            // replaced like that: who still has it open takes the journal of the new one for that of the old one.
            var temporary = _path + AtomicFile.NewSuffix();
            try
            {
                index.CopyTo(temporary, Opened);
                File.Move(temporary, _path, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
        }
    }

    private IndexFile Open(string path)
    {
        var file = IndexFile.Open(path);
        Opened?.Invoke(file);
        return file;
    }

    private static bool IsRefusal(Exception e) => e is SqliteException or NewerIndexException or IOException
        or UnauthorizedAccessException or DllNotFoundException;

    private static string Reason(Exception e) => OneLine.Of(e is SqliteException { SqliteErrorCode: var code } sqlite
        ? string.Create(CultureInfo.InvariantCulture, $"SQLite {code}: {Words(sqlite)}")
        : e.Message);

    /// <summary>SQLite's own words, of "SQLite Error 11: 'database disk image is malformed'." or without quotes and with a
    /// link behind.</summary>
    private static string Words(SqliteException e) => e.Message.Split('\'') is [_, var words, ..]
        ? words
        : e.Message.Split(" For more")[0];
}
