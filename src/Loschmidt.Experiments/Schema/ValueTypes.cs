using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Loschmidt.Experiments.Schema;

/// <summary>The types a settings record may hold, and how their values read in YAML.</summary>
internal static class ValueTypes
{
    private static readonly ConcurrentDictionary<Type, (string Word, object Value)[]> KnownWords = new();

    /// <summary>The element type of an array or read-only list; null for everything else.</summary>
    public static Type? ElementOf(Type type)
    {
        if (type.IsArray)
        {
            return type.GetElementType();
        }

        return type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            || type.GetGenericTypeDefinition() == typeof(List<>))
            ? type.GetGenericArguments()[0]
            : null;
    }

    /// <summary>The type of the blocks of a read-only dictionary of named ones; null for everything else.</summary>
    public static Type? NamedOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && type.GetGenericArguments()[0] == typeof(string)
            ? type.GetGenericArguments()[1]
            : null;

    public static bool IsWhole(Type type) =>
        type == typeof(int) || type == typeof(long) || type == typeof(ulong) || type == typeof(uint);

    public static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    /// <summary>A record or class whose properties are keys.</summary>
    public static bool IsBlock(Type type) =>
        !type.IsPrimitive && !type.IsEnum && type != typeof(string) && type != typeof(object)
        && type != typeof(OverrideBlock) && type != typeof(CaseBlock) && ElementOf(type) is null && NamedOf(type) is null;

    /// <summary>The words of an enumeration in declaration order: kebab-case, or the name given by
    /// <see cref="EnumMemberAttribute"/>.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Trimming.SettingsStayWhole)]
    public static IReadOnlyList<(string Word, object Value)> Words(Type enumeration) =>
        KnownWords.GetOrAdd(enumeration, missing =>
    [
        .. missing.GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(field => field.MetadataToken).Select(
            field => (
            field.GetCustomAttribute<EnumMemberAttribute>()?.Value
                ?? JsonNamingPolicy.KebabCaseLower.ConvertName(field.Name),
            field.GetValue(null)!)),
    ]);

    /// <summary>The word of one value.</summary>
    public static string Word<TEnumeration>(TEnumeration value)
        where TEnumeration : struct, Enum =>
        Words(typeof(TEnumeration)).First(word => value.Equals(word.Value)).Word;

    /// <summary>"a whole number", "one of a, b", "a list of numbers".</summary>
    public static string Describe(Type type, string range = "")
    {
        if (ElementOf(type) is { } element)
            return $"a list of {Plural(element)}{(range.Length > 0 ? ", each" + range : "")}";
        if (NamedOf(type) is not null)
            return "a block of named blocks";
        if (type.IsEnum)
            return $"one of {string.Join(", ", Words(type).Select(word => word.Word))}";
        if (IsWhole(type))
            return "a whole number" + range;
        if (IsReal(type))
            return "a finite number" + range;
        if (type == typeof(bool))
            return "true or false";
        if (type == typeof(string))
            return "text";
        return type == typeof(object) ? "a block of keys, one of them 'kind'" : "a block of keys";
    }

    /// <summary>Reads a whole number of the given type, or null where the text is none that fits.</summary>
    public static object? ParseWhole(Type type, string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign;
        if (type == typeof(int))
            return int.TryParse(text, Style, CultureInfo.InvariantCulture, out var i) ? i : null;
        if (type == typeof(uint))
            return uint.TryParse(text, Style, CultureInfo.InvariantCulture, out var u) ? u : null;
        if (type == typeof(long))
            return long.TryParse(text, Style, CultureInfo.InvariantCulture, out var l) ? l : null;
        return ulong.TryParse(text, Style, CultureInfo.InvariantCulture, out var ul) ? ul : null;
    }

    /// <summary>The least and the greatest number of a whole type.</summary>
    public static (decimal Least, decimal Most) WholeRange(Type type) =>
        type == typeof(int) ? (int.MinValue, int.MaxValue)
        : type == typeof(uint) ? (uint.MinValue, uint.MaxValue)
        : type == typeof(long) ? (long.MinValue, long.MaxValue)
        : (ulong.MinValue, ulong.MaxValue);

    private static string Plural(Type element)
    {
        if (ElementOf(element) is { } inner)
            return $"lists of {Plural(inner)}";
        if (IsWhole(element))
            return "whole numbers";
        if (IsReal(element))
            return "finite numbers";
        return element == typeof(string) ? "texts" : element.IsEnum ? "words" : "blocks of keys";
    }
}
