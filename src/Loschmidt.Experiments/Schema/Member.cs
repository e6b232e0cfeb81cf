using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Loschmidt.Experiments.Schema;

/// <summary>One key of a settings record: its name in YAML, its type, and what it accepts.</summary>
internal sealed class Member
{
    private readonly RangeAttribute? _range;
    private readonly ValidationAttribute[] _rules;

    public Member(PropertyInfo property)
    {
        Property = property;
        Key = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        var type = property.PropertyType;
        Type = Nullable.GetUnderlyingType(type) ?? type;
        Optional = Type != type
            || (!type.IsValueType
            && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable);
        Required = property.IsDefined(typeof(RequiredMemberAttribute)) || property.IsDefined(typeof(RequiredAttribute));
        IsPath = property.IsDefined(typeof(FilePathAttribute));
        Words = [.. property.GetCustomAttributes<WordAttribute>()];
        _range = property.GetCustomAttribute<RangeAttribute>();
        _rules = [.. property.GetCustomAttributes<ValidationAttribute>().Where(
            rule => rule is not (RangeAttribute or RequiredAttribute))];
    }

    public PropertyInfo Property { get; }

    public string Key { get; }

    /// <summary>The type of a value; the underlying type where the property is nullable.</summary>
    public Type Type { get; }

    /// <summary>Whether the value may be nothing.</summary>
    public bool Optional { get; }

    /// <summary>Whether the key must be written.</summary>
    public bool Required { get; }

    /// <summary>Whether a text names a file or folder.</summary>
    public bool IsPath { get; }

    public IReadOnlyList<WordAttribute> Words { get; }

    /// <summary>The sentence "expects …" without the verb.</summary>
    public string Expectation =>
        ValueTypes.Describe(Type, RangeText) + string.Concat(Words.Select(word => $" or '{word.Word}'"));

    /// <summary>The range in words with a space in front; empty where there is none.</summary>
    public string RangeText
    {
        get
        {
            if (_range is null)
            {
                return "";
            }

            var (low, high) = Bounds(_range);
            var below = low is double.NegativeInfinity or int.MinValue or long.MinValue;
            var above = high is
                double.PositiveInfinity or double.MaxValue or int.MaxValue or long.MaxValue or ulong.MaxValue;
            var from = _range.MinimumIsExclusive ? $"> {Text(low)}" : $">= {Text(low)}";
            var to = _range.MaximumIsExclusive ? $"< {Text(high)}" : $"<= {Text(high)}";
            var both = _range.MinimumIsExclusive || _range.MaximumIsExclusive
                ? $" {from} and {to}"
                : $" from {Text(low)} to {Text(high)}";
            return (below, above) switch
            {
                (true, true) => "",
                (true, false) => " " + to,
                (false, true) => " " + from,
                (false, false) => both,
            };
        }
    }

    /// <summary>What the key means, for editors; null where nobody said.</summary>
    public string? Description => Property.GetCustomAttribute<DescriptionAttribute>()?.Description;

    /// <summary>The range; infinite ends and no exclusion where there is none.</summary>
    public (double Low, bool LowExcluded, double High, bool HighExcluded) Limits
    {
        get
        {
            var (low, high) = _range is null ? (double.NegativeInfinity, double.PositiveInfinity) : Bounds(_range);
            return (low, _range?.MinimumIsExclusive ?? false, high, _range?.MaximumIsExclusive ?? false);
        }
    }

    /// <summary>Fewest and most entries of a list, or letters of a text; null where there is no such rule.</summary>
    public (int? Least, int? Most) Entries
    {
        get
        {
            var length = _rules.OfType<LengthAttribute>().FirstOrDefault();
            return (length?.MinimumLength ?? _rules.OfType<MinLengthAttribute>().FirstOrDefault()?.Length,
                length?.MaximumLength ?? _rules.OfType<MaxLengthAttribute>().FirstOrDefault()?.Length);
        }
    }

    /// <summary>The regular expression that the whole text must match; null where there is none.</summary>
    public string? Pattern => _rules.OfType<RegularExpressionAttribute>().FirstOrDefault()?.Pattern;

    /// <summary>Whether a number lies in the range; numbers without a range always do.</summary>
    public bool InRange(double value)
    {
        if (_range is null)
        {
            return true;
        }

        var (low, high) = Bounds(_range);
        return (_range.MinimumIsExclusive ? value > low : value >= low)
            && (_range.MaximumIsExclusive ? value < high : value <= high);
    }

    /// <summary>The first broken rule of the property besides its range, or null.</summary>
    public string? Broken(object value)
    {
        var rule = Array.Find(_rules, candidate => !candidate.IsValid(value));
        return rule switch
        {
            null => null,
            LengthAttribute length => $"expects {length.MinimumLength} to {length.MaximumLength} entries",
            MinLengthAttribute least => $"expects at least {least.Length} entries",
            MaxLengthAttribute most => $"expects at most {most.Length} entries",
            { ErrorMessage: { } message } => message,
            _ => $"is refused by the rule {rule.GetType().Name}",
        };
    }

    private static (double Low, double High) Bounds(RangeAttribute range) =>
        (Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture),
            Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture));

    private static string Text(double value) => Math.Abs(value) is 0 or (>= 1e-4 and < 1e7)
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : value.ToString("0.###e0", CultureInfo.InvariantCulture);
}
