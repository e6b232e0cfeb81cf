namespace Loschmidt.Experiments.Schema;

/// <summary>The machines an experiment can name: the word after <c>kind:</c> and the record that holds its
/// settings.</summary>
public sealed class MachineKinds
{
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> _names = [];

    /// <summary>Registers machines.</summary>
    /// <param name="kinds">Kebab-case name and settings type of each.</param>
    /// <exception cref="ArgumentException">A name or a type occurs twice.</exception>
    public MachineKinds(params IEnumerable<(string Kind, Type Settings)> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        foreach (var (kind, settings) in kinds)
        {
            _types.Add(kind, settings);
            _names.Add(settings, kind);
        }
    }

    /// <summary>The names, in order of registration.</summary>
    public IReadOnlyCollection<string> Names => _types.Keys;

    /// <summary>The settings record of a kind, or null where there is no such machine.</summary>
    public Type? SettingsOf(string kind) => _types.GetValueOrDefault(kind);

    /// <summary>The kind whose settings are held by this object.</summary>
    /// <exception cref="ArgumentException">Its type is not registered.</exception>
    public string KindOf(object settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return _names.TryGetValue(settings.GetType(), out var kind)
            ? kind
            : throw new ArgumentException($"{settings.GetType().Name} holds the settings of no registered machine");
    }
}
