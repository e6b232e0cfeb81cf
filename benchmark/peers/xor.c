// The HEB step of the XOR wave machine in C: the peer that a careful C programmer would write.
//
// Reads lines "<variant> <seconds>" and answers each with one line of JSON. Variants:
//   fftw    kinetic flow by FFTW's two-dimensional DST-I (RODFT00, FFTW_PATIENT)
//   dense   two complex matrix products with the separable propagator (OpenBLAS)
//   folded  the same with even and odd modes apart, as real matrix products (OpenBLAS): half of the work
// REAL (float or double) is chosen when compiling. The physics (XorDefault) and the check values are described in
// README.md; xor_numpy.py does the same work.
#define _GNU_SOURCE
#include <cblas.h>
#include <complex.h>
#include <fftw3.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if SINGLE
typedef float real;
#define PRECISION "f32"
#define FFTW(name) fftwf_##name
#define GEMM cblas_sgemm
#define COMPLEX_GEMM cblas_cgemm
#define SIN sinf
#define COS cosf
#else
typedef double real;
#define PRECISION "f64"
#define FFTW(name) fftw_##name
#define GEMM cblas_dgemm
#define COMPLEX_GEMM cblas_zgemm
#define SIN sin
#define COS cos
#endif

enum { NX = 50, NZ = 150, HALF_X = NX / 2, HALF_Z = NZ / 2, SITES = NX * NZ, STEPS = 50 };
static const double W = 1, L = 3, SIGMA = 0.1, BETA = 0.04, G = 10, CHI = 31.6, OMEGA = 1e-2, GAMMA = 1e-2,
                    EPSILON = 1e-3, DT = 1.0 / STEPS, CELL = (1.0 / (NX + 1)) * (3.0 / (NZ + 1));

typedef struct machine machine;
typedef void kinetic(machine *m, int half);

struct machine {
    real *re, *im;                                  // evaluation field, [NX][NZ], two planes one behind the other
    real *theta, *pi;                               // learning field
    real *kick;                                     // chi(z) dt
    real *weight_cos, *weight_sin;                  // nudge of the present epsilon
    double *weight;
    double complex *inputs[4], *targets[2];
    kinetic *flow;
    FFTW(plan) sine;
    real *phase_cos[2], *phase_sin[2];              // kinetic phases in the sine basis: full step, half step
    real *ux[2], *uz[2], *scratch, *scratch2;       // propagators and buffers of dense and folded
};

static void *zeros(size_t count, size_t size)
{
    size_t bytes = (count * size + 63) / 64 * 64;
    void *memory = aligned_alloc(64, bytes);
    memset(memory, 0, bytes);
    return memory;
}

static double x_of(int i) { return (i + 1) * W / (NX + 1); }
static double z_of(int l) { return (l + 1) * L / (NZ + 1); }
static double square(double x) { return x * x; }

// ---- local flows ----------------------------------------------------------------------------------------------------

// exp(-i (chi theta + g I) dt) on one stretch of sites, and the kick of pi. Sine and cosine are taken in loops of their
// own: so the compiler calls the vector functions of libmvec, which it does not do for a combined sincos.
static void local_stretch(real *restrict re, real *restrict im, const real *restrict theta, real *restrict pi,
                          const real *restrict kick, int count)
{
    real phase[NZ] __attribute__((aligned(64))), c[NZ] __attribute__((aligned(64))), s[NZ] __attribute__((aligned(64)));
    for (int i = 0; i < count; i++) {
        real intensity = re[i] * re[i] + im[i] * im[i];
        phase[i] = theta[i] * kick[i] + (real)(G * DT) * intensity;
        pi[i] -= kick[i] * intensity;
    }
    for (int i = 0; i < count; i++) c[i] = COS(phase[i]);
    for (int i = 0; i < count; i++) s[i] = SIN(phase[i]);
    for (int i = 0; i < count; i++) {
        real a = re[i], b = im[i];
        re[i] = a * c[i] + b * s[i];
        im[i] = b * c[i] - a * s[i];
    }
}

static void local(machine *m)
{
    for (int i = 0; i < SITES; i += NZ)
        local_stretch(m->re + i, m->im + i, m->theta + i, m->pi + i, m->kick + i, NZ);
}

static void drift(machine *m, double time)
{
    real step = (real)(OMEGA * time);
    for (int i = 0; i < SITES; i++) m->theta[i] += step * m->pi[i];
}

static void rotate(real *restrict re, real *restrict im, const real *restrict c, const real *restrict s)
{
    for (int i = 0; i < SITES; i++) {
        real a = re[i], b = im[i];
        re[i] = a * c[i] + b * s[i];
        im[i] = b * c[i] - a * s[i];
    }
}

// ---- kinetic flows --------------------------------------------------------------------------------------------------

static void flow_fftw(machine *m, int half)
{
    FFTW(execute)(m->sine);
    rotate(m->re, m->im, m->phase_cos[half], m->phase_sin[half]);
    FFTW(execute)(m->sine);
}

static void prepare_fftw(machine *m)
{
    int n[2] = {NX, NZ};
    FFTW(r2r_kind) kind[2] = {FFTW_RODFT00, FFTW_RODFT00};
    m->sine = FFTW(plan_many_r2r)(2, n, 2, m->re, NULL, 1, SITES, m->re, NULL, 1, SITES, kind, FFTW_PATIENT);
    for (int half = 0; half < 2; half++) {
        m->phase_cos[half] = zeros(SITES, sizeof(real));
        m->phase_sin[half] = zeros(SITES, sizeof(real));
        for (int i = 0; i < SITES; i++) {
            double k2 = square(M_PI * (i / NZ + 1) / W) + square(M_PI * (i % NZ + 1) / L);
            double angle = -0.5 * BETA * k2 * DT / (1 + half), norm = 1.0 / (4.0 * (NX + 1) * (NZ + 1));
            m->phase_cos[half][i] = (real)(norm * cos(angle));
            m->phase_sin[half][i] = (real)(norm * sin(angle));
        }
    }
}

// Entry (i, j) of exp(i (beta/2) (-laplacian) t) with hard walls.
static double complex propagator(int count, double length, int half, int i, int j)
{
    double complex sum = 0;
    for (int k = 1; k <= count; k++)
        sum += sin(M_PI * k * (i + 1) / (count + 1)) * sin(M_PI * k * (j + 1) / (count + 1))
             * cexp(0.5 * I * BETA * square(M_PI * k / length) * DT / (1 + half));
    return sum * 2 / (count + 1);
}

static void flow_dense(machine *m, int half)
{
    static const real one[2] = {1, 0}, none[2] = {0, 0};
    real *restrict field = m->scratch, *restrict re = m->re, *restrict im = m->im;
    for (int i = 0; i < SITES; i++) { field[2 * i] = re[i]; field[2 * i + 1] = im[i]; }
    COMPLEX_GEMM(CblasRowMajor, CblasNoTrans, CblasNoTrans, NX, NZ, NX, one, m->ux[half], NX, field, NZ, none,
                 m->scratch2, NZ);
    COMPLEX_GEMM(CblasRowMajor, CblasNoTrans, CblasNoTrans, NX, NZ, NZ, one, m->scratch2, NZ, m->uz[half], NZ, none,
                 field, NZ);
    for (int i = 0; i < SITES; i++) { re[i] = field[2 * i]; im[i] = field[2 * i + 1]; }
}

static void prepare_dense(machine *m)
{
    for (int half = 0; half < 2; half++) {
        m->ux[half] = zeros(2 * NX * NX, sizeof(real));
        m->uz[half] = zeros(2 * NZ * NZ, sizeof(real));
        for (int i = 0; i < NX * NX; i++) {
            double complex u = propagator(NX, W, half, i / NX, i % NX);
            m->ux[half][2 * i] = (real)creal(u);
            m->ux[half][2 * i + 1] = (real)cimag(u);
        }
        for (int i = 0; i < NZ * NZ; i++) {
            double complex u = propagator(NZ, L, half, i / NZ, i % NZ);
            m->uz[half][2 * i] = (real)creal(u);
            m->uz[half][2 * i + 1] = (real)cimag(u);
        }
    }
    m->scratch = zeros(2 * SITES, sizeof(real));
    m->scratch2 = zeros(2 * SITES, sizeof(real));
}

// Folded field: [z parity][x parity][x < 25][re, im][z < 75]. Rows (x, part) make the left product one real product of
// 50 x 50, columns (part, z) the right one of 150 x 150, both on the same memory.
enum { ROW = 2 * HALF_Z, BLOCK = HALF_X * ROW };

// A pair of rows (x, NX-1-x) of both planes becomes four rows of the folded field. In a kinetic step the field is
// folded, multiplied and unfolded; the factors 1/2 sit in the propagators.
static void fold(const machine *m, real *restrict folded, int x)
{
    int up = x * NZ, down = (NX - 1 - x) * NZ;
    for (int part = 0; part < 2; part++) {
        const real *restrict a = (part ? m->im : m->re) + up, *restrict b = (part ? m->im : m->re) + down;
        real *restrict ee = folded + x * ROW + part * HALF_Z, *restrict oe = ee + BLOCK;
        real *restrict eo = ee + 2 * BLOCK, *restrict oo = ee + 3 * BLOCK;
        for (int z = 0; z < HALF_Z; z++) {
            real even = a[z] + b[z], odd = a[z] - b[z], even2 = a[NZ - 1 - z] + b[NZ - 1 - z],
                 odd2 = a[NZ - 1 - z] - b[NZ - 1 - z];
            ee[z] = even + even2;
            eo[z] = even - even2;
            oe[z] = odd + odd2;
            oo[z] = odd - odd2;
        }
    }
}

static void unfold(machine *m, const real *restrict folded, int x)
{
    int up = x * NZ, down = (NX - 1 - x) * NZ;
    for (int part = 0; part < 2; part++) {
        real *restrict a = (part ? m->im : m->re) + up, *restrict b = (part ? m->im : m->re) + down;
        const real *restrict ee = folded + x * ROW + part * HALF_Z, *restrict oe = ee + BLOCK;
        const real *restrict eo = ee + 2 * BLOCK, *restrict oo = ee + 3 * BLOCK;
        for (int z = 0; z < HALF_Z; z++) {
            real even = ee[z] + eo[z], even2 = ee[z] - eo[z], odd = oe[z] + oo[z], odd2 = oe[z] - oo[z];
            a[z] = even + odd;
            b[z] = even - odd;
            a[NZ - 1 - z] = even2 + odd2;
            b[NZ - 1 - z] = even2 - odd2;
        }
    }
}

static void flow_folded(machine *m, int half)
{
    real *folded = m->scratch, *other = m->scratch2;
    for (int x = 0; x < HALF_X; x++) fold(m, folded, x);
    for (int q = 0; q < 2; q++) {
        for (int p = 0; p < 2; p++)
            GEMM(CblasRowMajor, CblasNoTrans, CblasNoTrans, NX, HALF_Z, NX, 1, m->ux[half] + p * NX * NX, NX,
                 folded + (2 * q + p) * BLOCK, HALF_Z, 0, other + (2 * q + p) * BLOCK, HALF_Z);
        // In two halves of columns: below a million multiplications OpenBLAS takes a path that does not pack.
        for (int part = 0; part < 2; part++)
            GEMM(CblasRowMajor, CblasNoTrans, CblasNoTrans, NX, HALF_Z, NZ, 1, other + 2 * q * BLOCK, NZ,
                 m->uz[half] + q * NZ * NZ + part * HALF_Z, NZ, 0, folded + 2 * q * BLOCK + part * HALF_Z, NZ);
    }
    for (int x = 0; x < HALF_X; x++) unfold(m, folded, x);
}

static void prepare_folded(machine *m)
{
    for (int half = 0; half < 2; half++) {
        m->ux[half] = zeros(2 * NX * NX, sizeof(real));
        m->uz[half] = zeros(2 * NZ * NZ, sizeof(real));
        for (int parity = 0; parity < 2; parity++) {
            double sign = parity ? -1 : 1;
            for (int i = 0; i < HALF_X; i++)
                for (int j = 0; j < HALF_X; j++) {
                    double complex u = 0.5 * (propagator(NX, W, half, i, j)
                                              + sign * propagator(NX, W, half, i, NX - 1 - j));
                    real *entry = m->ux[half] + parity * NX * NX + 2 * i * NX + 2 * j;
                    entry[0] = entry[NX + 1] = (real)creal(u);
                    entry[1] = (real)-cimag(u);
                    entry[NX] = (real)cimag(u);
                }
            for (int i = 0; i < HALF_Z; i++)
                for (int j = 0; j < HALF_Z; j++) {
                    double complex u = 0.5 * (propagator(NZ, L, half, i, j)
                                              + sign * propagator(NZ, L, half, i, NZ - 1 - j));
                    real *entry = m->uz[half] + parity * NZ * NZ + i * NZ + j;
                    entry[0] = entry[HALF_Z * NZ + HALF_Z] = (real)creal(u);
                    entry[HALF_Z] = (real)cimag(u);
                    entry[HALF_Z * NZ] = (real)-cimag(u);
                }
        }
    }
    m->scratch = zeros(2 * SITES, sizeof(real));
    m->scratch2 = zeros(2 * SITES, sizeof(real));
}

// ---- the machine and its cycle --------------------------------------------------------------------------------------

static void encode(machine *m)
{
    double kz = 0.75 * L / BETA;
    for (int bits = 0; bits < 4; bits++) {
        double norm = 0;
        m->inputs[bits] = zeros(SITES, sizeof(double complex));
        for (int i = 0; i < SITES; i++) {
            double x = x_of(i / NZ), z = z_of(i % NZ), sum = 0;
            for (int s = 0; s < 2; s++) {
                int bit = s ? bits & 1 : bits >> 1;
                sum += exp(-(square(x - (2 * s + 1) * W / 8 - bit * W / 2) + square(z - 0.05 * L)) / square(2 * SIGMA));
            }
            m->inputs[bits][i] = sum * cexp(-I * kz * z);
            norm += CELL * sum * sum;
        }
        for (int i = 0; i < SITES; i++) m->inputs[bits][i] *= sqrt(square(2 * SIGMA) / norm);
    }
    for (int label = 0; label < 2; label++) {
        m->targets[label] = zeros(SITES, sizeof(double complex));
        for (int i = 0; i < SITES; i++) {
            double x = x_of(i / NZ), z = z_of(i % NZ), r2 = square(x - (0.25 + 0.5 * label) * W) + square(z - 0.8 * L);
            m->targets[label][i] = exp(-r2 / square(2 * SIGMA)) / sqrt(M_PI) * cexp(-I * kz * (z - 0.8 * L));
            m->weight[i] += exp(-r2 / (2 * square(SIGMA))) / (2 * M_PI * square(SIGMA));
        }
    }
}

static void reset(machine *m)
{
    for (int i = 0; i < SITES; i++) {
        m->theta[i] = (real)(0.06 * sin(2 * M_PI * x_of(i / NZ) / W) * sin(5 * M_PI * z_of(i % NZ) / L));
        m->pi[i] = 0;
    }
}

static void choose_nudge(machine *m, double epsilon)
{
    for (int i = 0; i < SITES; i++) {
        m->weight_cos[i] = (real)cos(epsilon * m->weight[i]);
        m->weight_sin[i] = (real)sin(epsilon * m->weight[i]);
    }
}

static machine *assemble(const char *variant)
{
    machine *m = zeros(1, sizeof(machine));
    m->re = zeros(2 * SITES, sizeof(real));
    m->im = m->re + SITES;
    m->theta = zeros(SITES, sizeof(real));
    m->pi = zeros(SITES, sizeof(real));
    m->kick = zeros(SITES, sizeof(real));
    m->weight = zeros(SITES, sizeof(double));
    m->weight_cos = zeros(SITES, sizeof(real));
    m->weight_sin = zeros(SITES, sizeof(real));
    for (int i = 0; i < SITES; i++) {
        double z = z_of(i % NZ);
        m->kick[i] = z >= 0.2 * L && z <= 0.75 * L ? (real)(CHI * DT) : 0;
    }
    encode(m);
    if (!strcmp(variant, "fftw")) { prepare_fftw(m); m->flow = flow_fftw; }
    else if (!strcmp(variant, "dense")) { prepare_dense(m); m->flow = flow_dense; }
    else if (!strcmp(variant, "folded")) { prepare_folded(m); m->flow = flow_folded; }
    else { fprintf(stderr, "unknown variant '%s': fftw, dense or folded\n", variant); exit(2); }
    return m;
}

// One pass; neighbouring kinetic half steps are merged.
static void travel(machine *m)
{
    for (int step = 0; step <= STEPS; step++) {
        int half = step == 0 || step == STEPS;
        m->flow(m, half);
        drift(m, DT / (1 + half));
        if (step < STEPS) local(m);
    }
}

static void reverse(machine *m)
{
    for (int i = 0; i < SITES; i++) { m->im[i] = -m->im[i]; m->pi[i] = -m->pi[i]; }
}

// Forward pass, injection, reversal, echo, reversal: leaves pi = -epsilon dC/dtheta + O(epsilon^2) as a density.
static double echo(machine *m, int bits)
{
    for (int i = 0; i < SITES; i++) {
        m->re[i] = (real)creal(m->inputs[bits][i]);
        m->im[i] = (real)cimag(m->inputs[bits][i]);
    }
    travel(m);
    const double complex *target = m->targets[(bits >> 1) ^ (bits & 1)];
    double cost = 0;
    for (int i = 0; i < SITES; i++) {
        m->re[i] -= (real)creal(target[i]);
        m->im[i] -= (real)cimag(target[i]);
        cost += m->weight[i] * ((double)m->re[i] * m->re[i] + (double)m->im[i] * m->im[i]);
    }
    rotate(m->re, m->im, m->weight_cos, m->weight_sin);
    for (int i = 0; i < SITES; i++) { m->re[i] += (real)creal(target[i]); m->im[i] += (real)cimag(target[i]); }
    reverse(m);
    travel(m);
    reverse(m);
    return CELL * cost;
}

static void decay(machine *m)
{
    for (int i = 0; i < SITES; i++) { m->theta[i] += (real)(OMEGA / GAMMA) * m->pi[i]; m->pi[i] = 0; }
}

// ---- measuring ------------------------------------------------------------------------------------------------------

// Processor time, not wall time: a core that others use too then only takes longer to measure.
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static int ascending(const void *a, const void *b)
{
    double d = *(const double *)a - *(const double *)b;
    return (d > 0) - (d < 0);
}

static void measure(machine *m, const char *variant, double seconds)
{
    enum { MOST = 100000 };
    static double times[MOST];
    reset(m);
    choose_nudge(m, 0);
    echo(m, 1);
    double home = 0;
    for (int i = 0; i < SITES; i++) home = fmax(home, cabs(m->re[i] + I * m->im[i] - m->inputs[1][i]));
    reset(m);
    choose_nudge(m, EPSILON);
    double cost = echo(m, 1), checksum = 0, norm = 0;
    for (int i = 0; i < SITES; i++) {
        double gradient = -CELL * m->pi[i] / EPSILON;
        checksum += gradient * cos(3 * M_PI * x_of(i / NZ) / W) * cos(2 * M_PI * z_of(i % NZ) / L);
        norm += gradient * gradient;
    }
    reset(m);
    int count = 0;
    for (double start = now(); count < MOST && (count < 3 || now() - start < seconds); count++) {
        double before = now();
        echo(m, count % 4);
        decay(m);
        times[count] = 1e3 * (now() - before);
    }
    qsort(times, count, sizeof(double), ascending);
    double median = 0.5 * (times[(count - 1) / 2] + times[count / 2]);
    printf("{\"peer\": \"c\", \"variant\": \"%s\", \"precision\": \"" PRECISION "\", \"version\": \"gcc " __VERSION__
           ", %s, %s (%s)\", \"steps\": %d, \"step_ms\": %.6g, \"step_ms_min\": %.6g, \"lattice_step_us\": %.6g, "
           "\"echo_error\": %.3g, \"cost\": %.16g, \"gradient_checksum\": %.16g, \"gradient_norm\": %.16g}\n",
           variant, FFTW(version), "OpenBLAS " OPENBLAS_RELEASE, openblas_get_corename(), count, median, times[0],
           1e3 * median / (2 * STEPS), home, cost, checksum, sqrt(norm));
    fflush(stdout);
}

int main(void)
{
    char variant[32];
    double seconds;
    static struct { char name[32]; machine *machine; } known[8];
    openblas_set_num_threads(1);
    while (scanf("%31s %lf", variant, &seconds) == 2) {
        int k = 0;
        while (k < 7 && known[k].machine && strcmp(known[k].name, variant)) k++;
        if (!known[k].machine) { strcpy(known[k].name, variant); known[k].machine = assemble(variant); }
        measure(known[k].machine, variant, seconds);
    }
    return 0;
}
