using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Loschmidt.Experiments.Schema;

/// <summary>The keys of a settings record, in the order of its properties, and how to make one.</summary>
internal sealed class RecordSchema
{
    private static readonly ConcurrentDictionary<Type, RecordSchema> Known = new();

    private readonly ConstructorInfo _constructor;
    private readonly ParameterInfo[] _parameters;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Trimming.SettingsStayWhole)]
    private RecordSchema(Type type)
    {
        Members =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property =>
                    property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
                .OrderBy(property => Depth(property.DeclaringType)).ThenBy(property => property.MetadataToken)
                .Select(property => new Member(property)),
        ];
        _constructor = type.GetConstructors().MinBy(candidate => candidate.GetParameters().Length)
            ?? throw new ArgumentException($"{type.Name} has no public constructor, so it cannot hold settings");
        _parameters = _constructor.GetParameters();
    }

    public IReadOnlyList<Member> Members { get; }

    /// <summary>What the binder needs to know about a type; computed once.</summary>
    public static RecordSchema Of(Type type) => Known.GetOrAdd(type, missing => new RecordSchema(missing));

    public Member? Find(string key) => Members.FirstOrDefault(member => member.Key == key);

    /// <summary>Whether a member has no default: it is marked required, or its constructor parameter has no default
    /// value.</summary>
    public bool Requires(Member member) =>
        member.Required
            || Array.Exists(_parameters, parameter => IsFor(parameter, member) && !parameter.HasDefaultValue);

    /// <summary>Makes the record; members without a value keep their defaults.</summary>
    public object Create(IReadOnlyDictionary<Member, object?> values)
    {
        var arguments = Array.ConvertAll(_parameters, parameter =>
            Members.FirstOrDefault(member => IsFor(parameter, member)) is { } member
                && values.TryGetValue(member, out var value)
                ? value
                : parameter.HasDefaultValue ? parameter.DefaultValue : null);
        var made = _constructor.Invoke(arguments);
        foreach (var (member, value) in values)
        {
            member.Property.SetValue(made, value);
        }

        return made;
    }

    private static bool IsFor(ParameterInfo parameter, Member member) =>
        string.Equals(parameter.Name, member.Property.Name, StringComparison.OrdinalIgnoreCase);

    private static int Depth(Type? type) => type is null ? 0 : 1 + Depth(type.BaseType);
}
