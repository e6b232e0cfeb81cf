using System.Globalization;
using Loschmidt.Experiments.Data;
using Loschmidt.Machines;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Scattering;

/// <summary>A digit that somebody wrote who is not in the training.</summary>
/// <param name="Digit">Which it is.</param>
/// <param name="Row">Where among the test images.</param>
/// <param name="Image">64 pixels.</param>
internal sealed record DigitSample(int Digit, int Row, double[] Image)
{
    private const int Most = 100;

    /// <summary>The <c>index</c>-th test image of <c>digit</c>.</summary>
    /// <param name="query">digit=0 … 9, index=0 … 99.</param>
    /// <param name="data">What <c>--data</c> said.</param>
    /// <exception cref="StudioException">There is no such digit.</exception>
    /// <exception cref="DataException">The data are not there.</exception>
    public static DigitSample Of(IQueryCollection query, string? data)
    {
        var (digit, index) = (Whole(query, "digit", Digits.Classes), Whole(query, "index", Most));
        var test = Digits.Load(DataFolder.Usual(data)).Test!.Value;
        var batch = new Batch(test.Features, test.Targets, 1);
        for (int row = 0, seen = 0; row < test.Count; row++)
        {
            test.Read([row], batch);
            if (batch.Labels[0] == digit && seen++ == index)
                return new DigitSample(digit, row, [.. batch.Inputs]);
        }

        throw new StudioException($"there are fewer than {index + 1} test images of {digit}");
    }

    private static int Whole(IQueryCollection query, string key, int end)
    {
        var text = query[key].ToString();
        return text.Length == 0 ? 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < end ? value
            : throw new StudioException($"{key} is a whole number from 0 to {end - 1}");
    }
}
