using Loschmidt.Studio.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Loschmidt.Studio.Sequences;

/// <summary>A layer of oscillators that hears a series and runs home.</summary>
internal static class SequencesEndpoints
{
    /// <summary>Maps them.</summary>
    public static void Map(WebApplication application, StudioOptions options)
    {
        var series = new Lazy<SeriesList>(() => new SeriesList([.. MadeSeries.All, .. HeardSeries.Sets()]));
        application.MapGet("/api/sequences/series", (RequestDelegate)(context =>
            Reply.Json(context, series.Value, SequencesJson.Default.SeriesList)));
        application.MapGet("/api/sequences/film", (RequestDelegate)(context =>
        {
            var query = SequenceQuery.Of(context.Request.Query);
            return Reply.Json(context, SequenceFilm.Shoot(query, HeardSeries.Of(query, options.Data)), SequencesJson.Default.SequenceFilm);
        }));
    }
}
