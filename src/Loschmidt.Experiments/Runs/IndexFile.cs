using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Loschmidt.Experiments.Runs;

/// <summary>The SQLite file behind <see cref="RunIndex"/>: one table, a row per run.</summary>
/// <remarks>
/// Readers and writers of several processes wait for each other. A rollback journal and not a write-ahead log, which does not
/// work on network disks. The disk is not waited for: a process may be killed at any time, and what a failing power supply
/// spoils is made anew.
/// </remarks>
internal sealed class IndexFile : IDisposable
{
    public const int Version = 1;

    private const int Error = 1, Corrupt = 11, NotADatabase = 26;
    private const int Moved = 8 | (4 << 8);
    private const int PatienceSeconds = 5;

    private const string Columns =
        "name, signature, experiment, seed, estimator, status, reason, steps, seconds, metrics, created";

    private const string Schema =
        """
        CREATE TABLE IF NOT EXISTS runs (
            name TEXT PRIMARY KEY NOT NULL, signature TEXT NOT NULL, experiment TEXT, seed TEXT, estimator TEXT,
            status TEXT NOT NULL, reason TEXT, steps INTEGER NOT NULL, seconds REAL, metrics TEXT NOT NULL, created TEXT
        ) WITHOUT ROWID;
        """;

    private readonly SqliteConnection _connection;

    private IndexFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="SqliteException">It cannot be opened, or is no database.</exception>
    /// <exception cref="NewerIndexException">A newer program wrote it.</exception>
    public static IndexFile Open(string path) => Open(path, static file =>
    {
        var version = Convert.ToInt32(file.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > Version)
            throw new NewerIndexException();
        if (version < Version)
            file.Execute($"BEGIN IMMEDIATE; {Schema} PRAGMA user_version = {Version}; COMMIT");
    });

    /// <summary>An index that lives in memory only.</summary>
    public static IndexFile InMemory() => Open(":memory:");

    /// <summary>Whether a fault means that the file is no index, so that nothing is lost by making it anew.</summary>
    /// <remarks>"Error" is what missing tables and columns are.</remarks>
    public static bool IsDamage(Exception e) =>
        e is FormatException or SqliteException { SqliteErrorCode: Error or Corrupt or NotADatabase };

    /// <summary>Whether a fault means that somebody put another file in its place meanwhile.</summary>
    public static bool IsReplaced(Exception e) => e is SqliteException { SqliteExtendedErrorCode: Moved };

    /// <summary>Runs statements without a result.</summary>
    public void Execute(string statements)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    /// <summary>All rows by name.</summary>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    /// <exception cref="FormatException">A cell holds what was never written there.</exception>
    public Dictionary<string, IndexRow> Read()
    {
        var rows = new Dictionary<string, IndexRow>(StringComparer.Ordinal);
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM runs";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            try
            {
                var row = Row(reader);
                rows[row.Run.Name] = row;
            }
            catch (Exception e) when (e is ArgumentException or InvalidCastException or OverflowException or JsonException)
            {
                throw new FormatException("a row is not one that was written", e);
            }
        }

        return rows;
    }

    /// <summary>Writes and removes rows, all or none of them.</summary>
    public void Write(IEnumerable<IndexRow> changed, IEnumerable<string> removed)
    {
        // Immediate: waiting for another writer is possible before the first statement only.
        using var transaction = _connection.BeginTransaction(deferred: false);
        Upsert(transaction, changed);
        using var delete = _connection.CreateCommand();
        delete.Transaction = transaction;
        delete.CommandText = "DELETE FROM runs WHERE name = $name";
        var doomed = delete.Parameters.Add("$name", SqliteType.Text);
        foreach (var name in removed)
        {
            doomed.Value = name;
            delete.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>Puts the whole of this index in the place of another's, page by page in one transaction: whoever has the other
    /// file open sees either the old or the new one.</summary>
    /// <param name="path">The other file, a database or none yet.</param>
    /// <param name="opened">Called with it before it is written.</param>
    /// <exception cref="SqliteException">It cannot be written, or is no database; it is then as it was.</exception>
    public void CopyTo(string path, Action<IndexFile>? opened)
    {
        using var other = Open(path, static _ => { });
        opened?.Invoke(other);
        _connection.BackupDatabase(other._connection);
    }

    public void Dispose() => _connection.Dispose();

    private void Upsert(SqliteTransaction transaction, IEnumerable<IndexRow> changed)
    {
        using var insert = _connection.CreateCommand();
        insert.Transaction = transaction;
        var names = Columns.Split(", ");
        insert.CommandText = $"INSERT OR REPLACE INTO runs ({Columns}) VALUES ({string.Join(", ", names.Select(n => "$" + n))})";
        var cells = names.Select(n => insert.Parameters.Add(new SqliteParameter("$" + n, null))).ToArray();
        foreach (var (signature, run) in changed)
        {
            object?[] values =
            [
                run.Name, signature, run.Experiment, run.Seed?.ToString(CultureInfo.InvariantCulture), run.Estimator,
                run.Status.ToString(), run.Reason, run.Steps, run.Seconds, run.MetricsJson,
                run.Created?.ToString("O", CultureInfo.InvariantCulture),
            ];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i].Value = values[i] ?? DBNull.Value;
            }

            insert.ExecuteNonQuery();
        }
    }

    private static IndexFile Open(string path, Action<IndexFile> begin)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = PatienceSeconds,
        }.ToString());
        try
        {
            connection.Open();
            var file = new IndexFile(connection);
            file.Execute($"PRAGMA busy_timeout = {1000 * PatienceSeconds}; PRAGMA synchronous = OFF");
            begin(file);
            return file;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static IndexRow Row(SqliteDataReader cells)
    {
        string? Text(int column) => cells.IsDBNull(column) ? null : cells.GetString(column);
        var run = new RunSummary(
            cells.GetString(0), Text(2), Text(3) is { } seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : null, Text(4),
            Enum.Parse<RunStatus>(cells.GetString(5)), Text(6), cells.GetInt64(7), cells.IsDBNull(8) ? null : cells.GetDouble(8),
            cells.GetString(9), Text(10) is { } created ? DateTimeOffset.Parse(created, CultureInfo.InvariantCulture) : null);
        JsonDocument.Parse(run.MetricsJson).Dispose();
        return new IndexRow(cells.GetString(1), run);
    }

    private object? Scalar(string query)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }
}
