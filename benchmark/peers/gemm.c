// OpenBLAS on the dense layers of a sequence machine, y = xW with row-major x [rows x K] and W [K x M] and its gradient W' = x^T y:
// microseconds per call.
//
// Reads lines "<product|outer> <rows> <K> <M> <seconds>" and answers each with one line of JSON.
#define _GNU_SOURCE
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if SINGLE
typedef float real;
#define PRECISION "f32"
#define GEMM cblas_sgemm
#else
typedef double real;
#define PRECISION "f64"
#define GEMM cblas_dgemm
#endif

// Processor time, not wall time: a core that others use too then only takes longer to measure.
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static real *numbers(size_t count)
{
    real *values = aligned_alloc(64, (count * sizeof(real) + 63) / 64 * 64);
    for (size_t i = 0; i < count; i++) values[i] = (real)(i % 17) / 17 - (real)0.5;
    return values;
}

int main(void)
{
    char what[16];
    int rows, k, m;
    double seconds;
    while (scanf("%15s %d %d %d %lf", what, &rows, &k, &m, &seconds) == 5) {
        int outer = !strcmp(what, "outer");
        real *x = numbers((size_t)rows * k), *w = numbers((size_t)k * m), *y = numbers((size_t)rows * m);
        double best = 1e300;
        int repeats = 1;
        for (double start = now(), end = start; end - start < seconds;) {
            double before = now();
            for (int i = 0; i < repeats; i++) {
                if (outer) GEMM(CblasRowMajor, CblasTrans, CblasNoTrans, k, m, rows, 1, x, k, y, m, 0, w, m);
                else GEMM(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, m, k, 1, x, k, w, m, 0, y, m);
            }
            end = now();
            if (end - before < 2e-4) repeats *= 2;
            else if ((end - before) / repeats < best) best = (end - before) / repeats;
        }
        printf("{\"peer\": \"openblas\", \"precision\": \"" PRECISION "\", \"us\": %.5g, \"version\": \"OpenBLAS %s, %s kernels\"}\n",
               1e6 * best, OPENBLAS_RELEASE, openblas_get_corename());
        fflush(stdout);
        free(x);
        free(w);
        free(y);
    }
    return 0;
}
