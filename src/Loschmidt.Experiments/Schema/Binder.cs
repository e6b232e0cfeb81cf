using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Loschmidt.Formulas;

namespace Loschmidt.Experiments.Schema;

/// <summary>Turns nodes into settings records, noting every problem instead of stopping at the first.</summary>
internal sealed class Binder(MachineKinds kinds, List<ExperimentProblem> problems, string whole = "the experiment")
{
    private const string Kind = "kind";

    private MappingNode? _root;

    /// <summary>Binds a block; null where it has problems.</summary>
    /// <param name="type">The record.</param>
    /// <param name="block">Its keys.</param>
    /// <param name="path">Dotted path of the block; empty at the top.</param>
    public object? Block(Type type, MappingNode block, string path)
    {
        if (path.Length == 0)
            _root = block;
        return Block(type, block, path, alsoAccepted: []);
    }

    private object? Block(Type type, MappingNode block, string path, string[] alsoAccepted)
    {
        var schema = RecordSchema.Of(type);
        var before = problems.Count;
        var values = new Dictionary<Member, object?>();
        foreach (var entry in block.Entries)
        {
            if (schema.Find(entry.Key) is { } member)
                values[member] = Value(member, entry.Value, Join(path, entry.Key));
            else if (!alsoAccepted.Contains(entry.Key))
                Unknown(entry, [.. alsoAccepted, .. schema.Members.Select(each => each.Key)], path);
        }

        foreach (var missing in schema.Members.Where(member => schema.Requires(member) && !values.ContainsKey(member)))
        {
            Report(block.Where, Join(path, missing.Key), $"{Place(path)} needs the key '{missing.Key}': {missing.Expectation}");
        }

        return problems.Count == before ? Create(schema, values, block, path) : null;
    }

    private object? Create(RecordSchema schema, Dictionary<Member, object?> values, MappingNode block, string path)
    {
        try
        {
            var made = schema.Create(values);
            Places.Remember(made, block, _root ?? block);
            if (made is IValidatableObject rules)
            {
                foreach (var broken in rules.Validate(Nameless(made)))
                {
                    var key = broken.MemberNames.Select(JsonNamingPolicy.CamelCase.ConvertName).FirstOrDefault();
                    var where = key is null ? block.Where : block.Find(key)?.Where ?? block.Where;
                    if (broken is FormulaProblem formula && key is not null && block.Find(key)?.Value is ScalarNode written)
                        where = written.At(formula.Position);
                    var culprit = key is null ? path : Join(path, key);
                    Report(where, culprit, $"{Place(culprit)} {broken.ErrorMessage}");
                }
            }

            return made;
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException refusal)
        {
            Report(block.Where, path, $"{Place(path)} is refused: {ScalarNode.Printable(refusal.Message)}");
            return null;
        }
    }

    // The short constructor looks for a display name by reflection, of which a trimmed program has too little.
    private static ValidationContext Nameless(object made) =>
        new(made, made.GetType().Name, serviceProvider: null, items: null);

    private object? Value(Member member, YamlNode node, string path)
    {
        if (node is ScalarNode { IsNull: true })
        {
            if (!member.Optional)
                Report(node.Where, path, $"{path} expects {member.Expectation}, found nothing");
            return null;
        }

        var value = Typed(member.Type, member, node, path);
        if (value is not null && member.Broken(value) is { } rule)
            Report(node.Where, path, $"{path} {rule}, found {node.Found}");
        return value;
    }

    private object? Typed(Type type, Member member, YamlNode node, string path)
    {
        if (type == typeof(object))
            return node is MappingNode machine ? Machine(machine, path) : Refuse(node, path, member.Expectation);
        if (type == typeof(OverrideBlock))
            return node is MappingNode later ? Later(later) : Refuse(node, path, "a block of keys to override");
        if (type == typeof(CaseBlock))
            return node is MappingNode cases ? Cases(cases, path) : Refuse(node, path, "a block of named variants");
        if (ValueTypes.NamedOf(type) is { } named)
            return node is MappingNode blocks ? Named(named, blocks, path) : Refuse(node, path, member.Expectation);
        if (ValueTypes.ElementOf(type) is { } element)
            return node is SequenceNode list ? List(type, element, member, list, path)
                : Refuse(node, path, member.Expectation, Listed(element, member, node));
        if (ValueTypes.IsBlock(type))
            return node is MappingNode block ? Block(type, block, path) : Refuse(node, path, member.Expectation);
        return node is ScalarNode scalar ? Scalar(type, member, scalar, path) : Refuse(node, path, member.Expectation);
    }

    private object? Machine(MappingNode block, string path)
    {
        var accepted = string.Join(", ", kinds.Names);
        switch (block.Find(Kind)?.Value)
        {
            case null:
                Report(block.Where, Join(path, Kind), $"{path} needs the key 'kind': one of {accepted}");
                return null;
            case ScalarNode name when kinds.SettingsOf(name.Text) is { } settings:
                return Block(settings, block, path, [Kind]);
            case var other:
                var hint = other is ScalarNode typed ? NearestName.Hint(typed.Text, kinds.Names) : ";";
                Report(other.Where, Join(path, Kind), $"{path}.kind is no machine: {other.Found}{hint} accepted: {accepted}");
                return null;
        }
    }

    private object? Cases(MappingNode block, string path)
    {
        var before = problems.Count;
        foreach (var entry in block.Entries)
        {
            if (entry.Value is not MappingNode)
                Refuse(entry.Value, Join(path, entry.Key), "a block of keys to override, {} for none");
            else if (entry.Key.Length > 40 || !entry.Key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
                Report(entry.Where, Join(path, entry.Key), $"{path} expects names of letters, digits, dots and hyphens: they become parts of folders' names");
        }

        return problems.Count > before
            ? null
            : new CaseBlock([.. block.Entries.Select(entry => (entry.Key, Later((MappingNode)entry.Value)))]);
    }

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(Dictionary<,>))]
    [UnconditionalSuppressMessage(
        "Trimming", "IL2055", Justification = "a dictionary of settings by their names; its constructors are kept, and settings are reference types")]
    private object? Named(Type type, MappingNode blocks, string path)
    {
        var before = problems.Count;
        var made = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), type), StringComparer.Ordinal)!;
        foreach (var entry in blocks.Entries)
        {
            made[entry.Key] = entry.Value is MappingNode block
                ? Block(type, block, Join(path, entry.Key))
                : Refuse(entry.Value, Join(path, entry.Key), ValueTypes.Describe(type));
        }

        return problems.Count > before ? null : made;
    }

    private static OverrideBlock Later(MappingNode block) =>
        new([.. Overrides.Leaves(block, "").Select(leaf => (leaf.Path, YamlText.Flow(leaf.Entry.Value)))]);

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(List<>))]
    [UnconditionalSuppressMessage(
        "Trimming", "IL2067", Justification = "what an array is not can only be a List<>, whose constructors are kept")]
    private object? List(Type type, Type element, Member member, SequenceNode list, string path)
    {
        var before = problems.Count;
        var array = Array.CreateInstance(element, list.Items.Count);
        for (var i = 0; i < array.Length; i++)
        {
            var item = list.Items[i] is ScalarNode { IsNull: true } nothing
                ? Refuse(nothing, $"{path}[{i}]", ValueTypes.Describe(element))
                : Typed(element, member, list.Items[i], $"{path}[{i}]");
            if (item is not null)
                array.SetValue(item, i);
        }

        if (problems.Count > before)
            return null;
        return type.IsInstanceOfType(array) ? array : Activator.CreateInstance(type, array);
    }

    private object? Scalar(Type type, Member member, ScalarNode scalar, string path)
    {
        if (type == typeof(string))
        {
            if (scalar.Text.Any(c => char.IsSurrogate(c) || (char.IsControl(c) && c != '\n')))
                return Refuse(scalar, path, "printable text");
            return !member.IsPath ? scalar.Text
                : scalar.Text.Trim().Length == 0 ? Refuse(scalar, path, "the path of a file or folder")
                : Absolute(scalar);
        }

        if (type.IsEnum)
            return Word(type, scalar, path);
        var value = scalar.Plain ? Number(type, member, scalar.Text) : null;
        return value ?? Refuse(
            scalar, path, member.Type == type ? member.Expectation : ValueTypes.Describe(type, member.RangeText));
    }

    private static string Absolute(ScalarNode scalar) => Path.GetFullPath(
        Path.Combine(scalar.Where.Line > 0 ? Path.GetDirectoryName(scalar.Where.Source) ?? "" : "", scalar.Text));

    private static object? Number(Type type, Member member, string text)
    {
        if (type == typeof(bool))
            return text switch { "true" => true, "false" => false, _ => null };
        if (ValueTypes.IsWhole(type))
            return ValueTypes.ParseWhole(type, text) is { } whole && InRange(member, whole) ? whole : null;
        if (member.Words.FirstOrDefault(word => word.Word == text) is { } named)
            return Convert.ChangeType(named.Value, type, CultureInfo.InvariantCulture);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            || !member.InRange(real))
            return null;
        return type == typeof(float)
            ? float.IsFinite((float)real) ? (float)real : null
            : double.IsFinite(real) ? real : null;
    }

    private static bool InRange(Member member, object whole) =>
        member.InRange(Convert.ToDouble(whole, CultureInfo.InvariantCulture));

    private object? Word(Type type, ScalarNode scalar, string path)
    {
        var words = ValueTypes.Words(type);
        foreach (var (word, value) in words)
        {
            if (word == scalar.Text)
                return value;
        }

        var names = words.Select(word => word.Word).ToArray();
        Report(scalar.Where, path,
            $"{path} is {scalar.Found}{NearestName.Hint(scalar.Text, names)} accepted: {string.Join(", ", names)}");
        return null;
    }

    private void Unknown(YamlEntry entry, string[] accepted, string path)
    {
        var inside = path.Length > 0 ? $" in {path}" : "";
        var key = new ScalarNode(entry.Where, entry.Key, plain: true).Found;
        var hint = NearestName.Hint(entry.Key, accepted);
        Report(entry.Where, Join(path, entry.Key), $"unknown key {key}{inside}{hint} accepted: {string.Join(", ", accepted)}");
    }

    private object? Refuse(YamlNode node, string path, string expectation, string cure = "")
    {
        Report(node.Where, path, $"{path} expects {expectation}, found {node.Found}{cure}");
        return null;
    }

    /// <summary>How a number is written that would do as a list's only entry.</summary>
    private static string Listed(Type element, Member member, YamlNode node) =>
        (ValueTypes.IsWhole(element) || ValueTypes.IsReal(element)) && node is ScalarNode { Plain: true } scalar
            && Number(element, member, scalar.Text) is not null ? $"; write [{scalar.Text}]" : "";

    private void Report(SourcePosition where, string path, string message) =>
        problems.Add(new ExperimentProblem(where, message) { Path = path });

    private static string Join(string path, string key) => path.Length > 0 ? $"{path}.{key}" : key;

    private string Place(string path) => path.Length > 0 ? path : whole;
}
