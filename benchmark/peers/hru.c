// A bare layer of oscillators, 64 side by side, float32, one thread: forward, and forward with echo and all gradients.
//
// Start with the folder of the agreed data (peers/README.md). Reads lines "<nonlinear|linear> <forward|echo> <steps> <seconds>"
// and answers each with one line of JSON; the gradient of the coefficients goes into the folder as raw floats.
#define _GNU_SOURCE
#include "hru.h"
#include "peer.h"

enum { COUNT = 64, PIECE = 1024 };

STEPS_LIKE(nonlinear_forward)
STEPS_LIKE(linear_forward)

typedef struct {
    int linear, echo;
    long steps;
    const float *coefficients, *drive, *error;
    float *phi, *drive_error;
    float state[4 * COUNT];
    double gradient[NONLINEAR_COEFFICIENTS * COUNT];
} job;

// In pieces, so that sums of floats stay short.
static __attribute__((noinline)) void echo(job *j)
{
    memset(j->gradient, 0, sizeof j->gradient);
    for (long end = j->steps; end > 0;) {
        long start = (end - 1) / PIECE * PIECE, at = start * COUNT;
        if (j->linear)
            linear_echo_v(4, end - start, j->coefficients, j->state, j->drive + at, j->error + at, j->drive_error + at,
                          j->gradient);
        else
            nonlinear_echo_v(4, 1, end - start, j->coefficients, j->state, j->drive + at, j->error + at,
                             j->drive_error + at, j->gradient);
        end = start;
    }
}

static void work(void *argument)
{
    job *j = argument;
    memset(j->state, 0, sizeof j->state);
    (j->linear ? linear_forward : nonlinear_forward)(COUNT, j->steps, j->coefficients, j->state, j->state + COUNT, j->drive,
                                                     j->phi);
    if (!j->echo) return;
    for (int e = 0; e < COUNT; e++) j->state[COUNT + e] = -j->state[COUNT + e];
    echo(j);
}

int main(int argc, char **argv)
{
    if (argc != 2) { fprintf(stderr, "usage: hru FOLDER\n"); return 2; }
    size_t count[2];
    float *data[2] = {read_floats(argv[1], "unit-nonlinear.f32", &count[0]), read_floats(argv[1], "unit-linear.f32", &count[1])};
    char kind[16], what[16], name[64];
    long steps;
    double seconds;
    while (scanf("%15s %15s %ld %lf", kind, what, &steps, &seconds) == 4) {
        static job j;
        j.linear = !strcmp(kind, "linear");
        j.echo = !strcmp(what, "echo");
        j.steps = steps;
        int coefficients = j.linear ? LINEAR_COEFFICIENTS : NONLINEAR_COEFFICIENTS;
        size_t rows = (count[j.linear] / COUNT - coefficients) / 2;
        if (steps < 1 || (size_t)steps > rows) { fprintf(stderr, "the data have %zu steps\n", rows); return 2; }
        j.coefficients = data[j.linear];
        j.drive = j.coefficients + coefficients * COUNT;
        j.error = j.drive + rows * COUNT;
        j.phi = floats(steps * COUNT);
        j.drive_error = floats(steps * COUNT);
        work(&j);
        double median, best, cost = 0;
        take_times(work, &j, seconds, &median, &best);
        for (long i = 0; i < steps * COUNT; i++) cost += (double)j.phi[i] * j.error[i];
        snprintf(name, sizeof name, "hru-%s.gradient", kind);
        if (j.echo) write_floats(argv[1], name, j.gradient, coefficients * COUNT);
        printf("{\"peer\": \"c\", \"step_ms\": %.6g, \"step_ms_min\": %.6g, \"cost\": %.9g, \"gradient\": \"%s\", "
               "\"version\": \"gcc %s\"}\n", median, best, cost, j.echo ? name : "", __VERSION__);
        fflush(stdout);
        free(j.phi);
        free(j.drive_error);
    }
    return 0;
}
