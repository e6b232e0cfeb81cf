namespace Loschmidt.Sequences.Stack;

/// <summary>What the settings of a stack may not say together.</summary>
internal static class StackRules
{
    /// <summary>Throws where settings contradict each other.</summary>
    /// <exception cref="ArgumentException">They do; says which and what to do.</exception>
    public static void Check(HssmSettings settings, bool isDouble)
    {
        var (unit, head) = (settings.Unit, settings.Head);
        if (unit.Complex && unit.Kind != UnitKind.Linear)
        {
            throw new ArgumentException("unit.complex belongs to kind: linear; the parts of a nonlinear unit would mix", nameof(settings));
        }

        if (unit.ExactReturn && !isDouble)
        {
            throw new ArgumentException("unit.exactReturn computes in double; set training.precision: double", nameof(settings));
        }

        if (head.Kind == HeadKind.Classification && head.Pool == Pooling.Every)
        {
            throw new ArgumentException("head.pool: every belongs to kind: regression; a class is read from mean or last", nameof(settings));
        }

        if (head.Kind == HeadKind.Classification && head.Outputs < 2)
        {
            throw new ArgumentException("head.outputs of a classification is its number of classes, at least 2", nameof(settings));
        }
    }
}
