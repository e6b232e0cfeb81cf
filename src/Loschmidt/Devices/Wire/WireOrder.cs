namespace Loschmidt.Devices.Wire;

/// <summary>What a server holds a request to beside numbers: whether its verbs make sense one after another.</summary>
internal static class WireOrder
{
    /// <summary>Goes through the verbs without doing them.</summary>
    /// <param name="request">The request.</param>
    /// <param name="about">The device.</param>
    /// <param name="prepared">Whether a sample is in the field already.</param>
    /// <exception cref="WireException">With the index of the first verb that makes no sense.</exception>
    public static void Check(WireRequest request, DeviceHello about, bool prepared)
    {
        var (homeward, out_, back) = (false, 0, 0);
        for (var at = 0; at < request.Do.Count; at++)
        {
            switch (request.Do[at])
            {
                case { Verb: WireVerb.Prepare or WireVerb.Reinject }:
                    prepared = true;
                    homeward &= request.Do[at].Verb == WireVerb.Reinject;
                    break;
                case { Verb: WireVerb.Restore } when request.Step is not null || request.Do.Count > 1:
                    throw new WireException(WireFault.State, "'restore' is a request of its own and brings its step number along", at);
                case { Verb: WireVerb.Evolve or WireVerb.Inject or WireVerb.Read or WireVerb.Measure or WireVerb.Listen } when !prepared:
                    throw new WireException(WireFault.State, $"'{WireWords.Text(request.Do[at].Verb)}' before anything was prepared", at);
                case { Verb: WireVerb.Evolve }:
                    (out_, back) = homeward ? (out_, back + 1) : (out_ + 1, back);
                    break;
                case { Verb: WireVerb.Reverse, OnlyLearning: false } when !prepared:
                    throw new WireException(WireFault.State, "'reverse' before anything was prepared", at);
                case { Verb: WireVerb.Reverse, OnlyLearning: false }:
                    homeward = !homeward;
                    break;
                default:
                    break;
            }
        }

        if (request.Step is null && about is { Kind: DeviceKind.SelfLearning, Conjugates: true } && (homeward || out_ != back))
        {
            throw new WireException(
                WireFault.State,
                "an evaluation goes home, or it would leave a kick behind: prepare, evolve, read, reverse, evolve, reverse; changes need a 'step'");
        }
    }
}
