// FFTW on the ten sizes that the machines use or could use: microseconds per transform of one complex field.
//
// Reads lines "<index> <seconds>" and answers each with one line of JSON; "list" names the cases. Every case is planned
// with FFTW_PATIENT in place and out of place and, where it is a batch, in both layouts (sample by sample; lanes
// innermost); the best of these counts. A transform that runs out of place leaves its input alone, so repeating it is harmless; the
// transforms in place run on zeros, which cost FFTW the same (no branches on data) and never overflow.
#define _GNU_SOURCE
#include <fftw3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if SINGLE
typedef float real;
#define PRECISION "f32"
#define FFTW(name) fftwf_##name
enum { LANES = 16 };
#else
typedef double real;
#define PRECISION "f64"
#define FFTW(name) fftw_##name
enum { LANES = 8 };
#endif

typedef struct { const char *name; int rows, columns, lanes, sine; } transform;

static const transform cases[] = {
    {"dft 31x31", 31, 31, LANES, 0}, {"dft 21x21", 21, 21, LANES, 0}, {"dft 17x17", 17, 17, LANES, 0},
    {"dft 9x9", 9, 9, LANES, 0},     {"dft 32x32", 32, 32, 1, 0},     {"dft 64x64", 64, 64, 1, 0},
    {"dft 100x100", 100, 100, 1, 0}, {"dft 128x128", 128, 128, 1, 0}, {"dst 50x150", 50, 150, 1, 1},
    {"dst 63x127", 63, 127, 1, 1},
};
enum { CASES = sizeof(cases) / sizeof(cases[0]), PLANS = 4 };

static const char *const plan_names[PLANS] = {
    "by sample, in place", "by sample, out of place", "lanes innermost, in place", "lanes innermost, out of place"};

static FFTW(plan) plans[CASES][PLANS];

// Processor time, not wall time: a core that others use too then only takes longer to measure.
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static FFTW(plan) make_plan(const transform *c, int kind)
{
    int n[2] = {c->rows, c->columns}, sites = c->rows * c->columns, innermost = kind >= 2, apart = kind % 2;
    int stride = innermost ? c->lanes : 1, distance = innermost ? 1 : sites;
    if (innermost && c->lanes == 1) return NULL;
    size_t bytes = sizeof(real) * 2 * sites * c->lanes;
    real *in = FFTW(malloc)(bytes), *out = apart ? FFTW(malloc)(bytes) : in;
    FFTW(r2r_kind) sine[2] = {FFTW_RODFT00, FFTW_RODFT00};
    // A sine transform is of both planes of a complex field, one behind the other.
    FFTW(plan) plan = c->sine
        ? FFTW(plan_many_r2r)(2, n, 2, in, NULL, 1, sites, out, NULL, 1, sites, sine, FFTW_PATIENT)
        : FFTW(plan_many_dft)(2, n, c->lanes, (FFTW(complex) *)in, NULL, stride, distance, (FFTW(complex) *)out, NULL,
                              stride, distance, FFTW_FORWARD, FFTW_PATIENT);
    memset(in, 0, bytes);
    memset(out, 0, bytes);
    return plan;
}

static double microseconds(FFTW(plan) plan, int lanes, double seconds)
{
    double best = 1e300;
    int repeats = 1;
    for (double start = now(), end = start; end - start < seconds;) {
        double before = now();
        for (int i = 0; i < repeats; i++) FFTW(execute)(plan);
        end = now();
        double each = 1e6 * (end - before) / repeats / lanes;
        if (end - before > 2e-4) { if (each < best) best = each; }
        else repeats *= 2;
    }
    return best;
}

static void measure(int index, double seconds)
{
    const transform *c = &cases[index];
    double best = 1e300;
    int kind_of_best = 0;
    for (int kind = 0; kind < PLANS; kind++) {
        if (!plans[index][kind]) plans[index][kind] = make_plan(c, kind);
        if (!plans[index][kind]) continue;
        double time = microseconds(plans[index][kind], c->lanes, seconds / (c->lanes == 1 ? 2 : 4));
        if (time < best) { best = time; kind_of_best = kind; }
    }
    printf("{\"peer\": \"fftw\", \"case\": \"%s\", \"precision\": \"" PRECISION "\", \"lanes\": %d, \"us\": %.5g, "
           "\"layout\": \"%s\", \"version\": \"%s\"}\n",
           c->name, c->lanes, best, plan_names[kind_of_best], FFTW(version));
    fflush(stdout);
}

int main(void)
{
    char word[32];
    double seconds;
    while (scanf("%31s", word) == 1) {
        if (!strcmp(word, "list")) {
            for (int i = 0; i < CASES; i++) printf("%d %s\n", i, cases[i].name);
            fflush(stdout);
        } else if (scanf("%lf", &seconds) == 1 && atoi(word) >= 0 && atoi(word) < CASES) {
            measure(atoi(word), seconds);
        } else {
            fprintf(stderr, "expected '<0..%d> <seconds>' or 'list', got '%s'\n", CASES - 1, word);
            return 2;
        }
    }
    return 0;
}
