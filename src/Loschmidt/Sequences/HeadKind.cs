namespace Loschmidt.Sequences;

/// <summary>What a stack is asked at the end.</summary>
public enum HeadKind
{
    /// <summary>One class a series: softmax of a linear map of the mean over time, or of the last step.</summary>
    Classification,

    /// <summary>Numbers at every k-th step, or one set of numbers a series.</summary>
    Regression,

    /// <summary>At every step the input some steps ahead.</summary>
    Forecast,
}
