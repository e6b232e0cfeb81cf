namespace Loschmidt.Experiments.Figures;

/// <summary>A small alphabet of straight strokes for raster figures, so that no font need be installed.</summary>
/// <remarks>
/// Glyphs live on a grid of 5 columns; row 0 is the height of capitals, row 2 that of small letters, row 6 the baseline and
/// row 8 the depth of descenders. A glyph is text: two digits a point (column, row), a blank between strokes.
/// </remarks>
internal static class StrokeFont
{
    public const double CapHeight = 6;

    private const double Spacing = 1.75, Blank = 2.4, Raised = 0.62;
    private const string Small = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉";
    private const string Full = "0123456789-0123456789";

    private static readonly Dictionary<char, string> Glyphs = new()
    {
        ['A'] = "062046 1434", ['B'] = "06003041423303 3344453606", ['C'] = "4130100105163645", ['D'] = "00304145360600",
        ['E'] = "40000646 0333", ['F'] = "400006 0333", ['G'] = "41301001051636454323", ['H'] = "0006 4046 0343",
        ['I'] = "1030 1636 2026", ['J'] = "4045361605", ['K'] = "0006 4003 0346", ['L'] = "000646", ['M'] = "0600224046",
        ['N'] = "06004640", ['O'] = "100105163645413010", ['P'] = "06003041423303", ['Q'] = "100105163645413010 2446",
        ['R'] = "06003041423303 2346", ['S'] = "413010010213334445361605", ['T'] = "0040 2026", ['U'] = "000516364540",
        ['V'] = "002640", ['W'] = "0016233640", ['X'] = "0046 4006", ['Y'] = "002340 2326", ['Z'] = "00400646",
        ['0'] = "100105163645413010", ['1'] = "112026 1636", ['2'] = "01103041420646", ['3'] = "011030414233 23334445361605",
        ['4'] = "36300444", ['5'] = "400003334445361605", ['6'] = "4130100105163645443303", ['7'] = "004016",
        ['8'] = "13020110304142331304051636454433", ['9'] = "433313020110304145361605",
        ['a'] = "12324346 441405163645", ['b'] = "0006 0312324345361605", ['c'] = "4332120305163645",
        ['d'] = "4046 4332120305163645", ['e'] = "04444332120305163645", ['f'] = "30201116 0232",
        ['g'] = "4247381807 4332120305163645", ['h'] = "0006 0312324346", ['i'] = "2226 20", ['j'] = "22271808 20",
        ['k'] = "0006 3204 1336", ['l'] = "2026", ['m'] = "0206 03122326 23324346", ['n'] = "0206 0312324346",
        ['o'] = "120305163645433212", ['p'] = "0208 0312324345361605", ['q'] = "4248 4332120305163645", ['r'] = "0206 031232",
        ['s'] = "43321203143445361605", ['t'] = "10152636 0232", ['u'] = "0205163645 4246", ['v'] = "022642",
        ['w'] = "0216233642", ['x'] = "0246 4206", ['y'] = "0226 4218", ['z'] = "02420646",
        ['.'] = "26", [','] = "2617", [':'] = "22 26", [';'] = "22 2617", ['!'] = "2024 26", ['?'] = "01103041422324 26",
        ['\''] = "2021", ['’'] = "2021", ['"'] = "1011 3031", ['#'] = "1016 3036 0242 0444",
        ['$'] = "413010010213334445361605 2026", ['%'] = "4006 0010110100 3545463635", ['&'] = "460201102021220405162644",
        ['('] = "30212536", [')'] = "10212516", ['['] = "30202636", [']'] = "10202616", ['{'] = "30212213242536",
        ['}'] = "10212233242516", ['|'] = "2027", ['/'] = "4006", ['\\'] = "0046", ['+'] = "2125 0343", ['-'] = "1333",
        ['–'] = "0343", ['−'] = "0343", ['_'] = "0747", ['='] = "0242 0444", ['*'] = "2125 0244 0442", ['<'] = "410345",
        ['>'] = "014305", ['^'] = "022042", ['~'] = "04133443", ['`'] = "1021", ['@'] = "4536160501103041443424233343",
        ['×'] = "0145 4105", ['·'] = "23", ['°'] = "1020211110", ['→'] = "0343 324334", ['←'] = "0343 120314",
        ['↓'] = "2026 152635", ['↑'] = "2026 112031", ['…'] = "06 26 46", ['±'] = "2024 0242 0646", ['√'] = "03132640",
        ['≤'] = "400244 0646", ['≥'] = "004204 0646", ['∂'] = "10304245361605041343",
        ['α'] = "42352616050312223346", ['β'] = "08011030413313 3344453606", ['γ'] = "022642 2628",
        ['δ'] = "3010114345361605031232", ['ε'] = "433212031424 1405163645", ['η'] = "0206 0312324348",
        ['θ'] = "100105163645413010 0343", ['κ'] = "0206 4204 1346", ['λ'] = "001046 2306", ['μ'] = "0208 0516364542 4246",
        ['π'] = "0242 1216 3236", ['ρ'] = "080312324345361605", ['σ'] = "42120305163645433222", ['τ'] = "0242 222536",
        ['φ'] = "2128 120305163645433212", ['χ'] = "0248 4208", ['ψ'] = "2128 020415354442", ['ω'] = "120305162536454332 2523",
        ['Γ'] = "060040", ['Δ'] = "06204606", ['Θ'] = "100105163645413010 1333", ['Σ'] = "4000230646",
        ['Φ'] = "2026 110204153544423111", ['Ψ'] = "2026 000314344340", ['Ω'] = "061615040110304144353646",
    };

    /// <summary>Width of a text in grid units.</summary>
    public static double Width(string text)
    {
        var pen = 0.0;
        foreach (var c in text)
        {
            pen += Advance(c);
        }

        return Math.Max(0, pen - Spacing);
    }

    /// <summary>The strokes of a text in grid units, from its first letter's left edge and its baseline, y downwards.</summary>
    public static IEnumerable<Point[]> Strokes(string text)
    {
        var pen = 0.0;
        foreach (var c in text)
        {
            if (c != ' ')
            {
                var (glyph, scale, rise) = Find(c);
                var (left, _) = Extent(glyph);
                foreach (var stroke in glyph.Split(' '))
                {
                    var points = new Point[stroke.Length / 2];
                    for (var i = 0; i < points.Length; i++)
                    {
                        var (x, y) = (stroke[2 * i] - '0' - left, stroke[2 * i + 1] - '0' - CapHeight);
                        points[i] = new Point(pen + scale * x, scale * y - rise);
                    }

                    yield return points;
                }
            }

            pen += Advance(c);
        }
    }

    private static double Advance(char c)
    {
        if (c == ' ')
        {
            return Blank;
        }

        var (glyph, scale, _) = Find(c);
        var (left, right) = Extent(glyph);
        return scale * (right - left) + Spacing;
    }

    private static (int Left, int Right) Extent(string glyph)
    {
        var (left, right) = (9, 0);
        foreach (var stroke in glyph.Split(' '))
        {
            for (var i = 0; i < stroke.Length; i += 2)
            {
                left = Math.Min(left, stroke[i] - '0');
                right = Math.Max(right, stroke[i] - '0');
            }
        }

        return (left, right);
    }

    private static (string Glyph, double Scale, double Rise) Find(char c)
    {
        var small = Small.IndexOf(c);
        if (small >= 0)
        {
            return (Glyphs[Full[small]], Raised, small <= 10 ? 2.6 : -1.2);
        }

        // A letter that is not in the alphabet shows as an empty box.
        return (Glyphs.GetValueOrDefault(c, "1016363010"), 1, 0);
    }
}
