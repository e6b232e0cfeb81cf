// An epoch of the digit scatterer in C: the same elimination as the library's, eight (f64) or sixteen (f32) samples in the lanes of a vector,
// input modes in closed form, LDL^T of hidden and output modes in tiles of 4 x 2, two solves' worth of fields, overlaps.
// Reads lines "<variant> <seconds>" and answers each with one line of JSON; variants: ldl. Compiled with -DSINGLE=0/1.
#define _GNU_SOURCE
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if SINGLE
typedef float real;
#else
typedef double real;
#endif
enum { LANES = 64 / sizeof(real), INPUTS = 128, HIDDEN = 80, OUTPUTS = 10, REST = 92, USED = HIDDEN + OUTPUTS, SAMPLES = 3840, BATCH = 96 };
enum { PARAMETERS = INPUTS + HIDDEN + OUTPUTS + INPUTS * HIDDEN + HIDDEN * OUTPUTS };
static const double BACKGROUND = 10, OFFSET = 8, GAIN = 8, RATE = 0.01;

typedef real vec __attribute__((vector_size(64)));
typedef struct { vec re, im; } num;

static num w[REST * (REST + 1) / 2], inverse[REST], scaled[REST][REST], chi[INPUTS], pair[INPUTS][2], x[REST][OUTPUTS], u0[INPUTS][OUTPUTS];
static num v[REST][OUTPUTS];
static double theta[PARAMETERS], gradient[PARAMETERS];
static real coupling[INPUTS][HIDDEN], transposed[HIDDEN][INPUTS];
static double pixels[SAMPLES][INPUTS / 2];

static inline num *row(int i) { return w + i * (i + 1) / 2; }
static inline vec same(double value) { return (vec){} + (real)value; }
static inline num times(num a, num b) { return (num){ a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re }; }
static inline num minus(num a, num b) { return (num){ a.re - b.re, a.im - b.im }; }
static inline num invert(num a) { vec s = 1 / (a.re * a.re + a.im * a.im); return (num){ a.re * s, -a.im * s }; }
static inline double sum(vec a) { double s = 0; for (int i = 0; i < LANES; i++) s += a[i]; return s; }

// s[r][c] = sum_k a_r[k] b[k][c], b with stride.
static inline void products(const num *a0, const num *a1, const num *a2, const num *a3, const num *b, int stride, int depth, num s[4][2])
{
    num t[4][2] = {};
    for (int k = 0; k < depth; k++, b += stride) {
        const num a[4] = { a0[k], a1[k], a2[k], a3[k] };
        for (int r = 0; r < 4; r++)
            for (int c = 0; c < 2; c++) {
                t[r][c].re += a[r].re * b[c].re - a[r].im * b[c].im;
                t[r][c].im += a[r].re * b[c].im + a[r].im * b[c].re;
            }
    }
    memcpy(s, t, sizeof t);
}

static inline void real_products(const real *a, int astride, const num *b, int stride, int depth, num s[4][2])
{
    num t[4][2] = {};
    for (int k = 0; k < depth; k++, b += stride, a += astride)
        for (int r = 0; r < 4; r++)
            for (int c = 0; c < 2; c++) {
                t[r][c].re += a[r] * b[c].re;
                t[r][c].im += a[r] * b[c].im;
            }
    memcpy(s, t, sizeof t);
}

static void fill(const double *d1, const double *d2, const double *j1)
{
    for (int i = 0; i < REST; i++)
        for (int k = 0; k <= i; k++) {
            double re = 0, im = 0;
            if (i == k) { re = i < USED ? 0.5 : 1; im = i < HIDDEN ? d1[i] : i < USED ? d2[i - HIDDEN] : 0; }
            else if (i >= HIDDEN && i < USED && k < HIDDEN) im = j1[k * OUTPUTS + i - HIDDEN];
            row(i)[k] = (num){ same(re), same(im) };
        }
    for (int b = 0; b < HIDDEN; b += 2) {
        for (int j = 0; j < INPUTS; j++)
            for (int c = 0; c < 2; c++) pair[j][c] = (num){ chi[j].re * coupling[j][b + c], chi[j].im * coupling[j][b + c] };
        for (int a = b / 4 * 4; a < HIDDEN; a += 4) {
            num s[4][2];
            real_products(&coupling[0][a], HIDDEN, pair[0], 2, INPUTS, s);
            for (int r = 0; r < 4; r++)
                for (int c = 0; c < 2; c++)
                    if (b + c <= a + r) { row(a + r)[b + c].re += s[r][c].re; row(a + r)[b + c].im += s[r][c].im; }
        }
    }
}

static void factor(void)
{
    for (int i = 0; i < REST; i += 4) {
        // Scaled rows are kept column by column: scaled[k][i] = W_ik / d_k.
        for (int j = 0; j < i + 4; j += 2) {
            num s[4][2] = {};
            products(row(i), row(i + 1), row(i + 2), row(i + 3), &scaled[0][j], REST, j, s);
            for (int r = 0; r < 4; r++)
                for (int c = j; c <= j + 1 && c <= i + r; c++) {
                    num t = minus(row(i + r)[c], s[r][c - j]);
                    if (c == j + 1) t = minus(t, times(row(i + r)[j], scaled[j][j + 1]));
                    row(i + r)[c] = t;
                    if (c == i + r) inverse[c] = invert(t);
                    else scaled[c][i + r] = times(t, inverse[c]);
                }
        }
    }
}

static void solve(void)
{
    for (int i = HIDDEN; i < REST; i += 4)
        for (int c = 0; c < OUTPUTS; c += 2) {
            num s[4][2];
            products(row(i) + HIDDEN, row(i + 1) + HIDDEN, row(i + 2) + HIDDEN, row(i + 3) + HIDDEN, &x[HIDDEN][c], OUTPUTS, i - HIDDEN, s);
            for (int r = 0; r < 4; r++)
                for (int e = 0; e < 2; e++) {
                    num t = minus(x[i + r][c + e], s[r][e]);
                    for (int k = i; k < i + r; k++) t = minus(t, times(row(i + r)[k], x[k][c + e]));
                    x[i + r][c + e] = times(t, inverse[i + r]);
                }
        }
    for (int i = REST - 4; i >= 0; i -= 4)
        for (int c = 0; c < OUTPUTS; c += 2) {
            num s[4][2] = {};
            for (int k = i + 4; k < REST; k++)
                for (int r = 0; r < 4; r++)
                    for (int e = 0; e < 2; e++) {
                        num p = times(row(k)[i + r], x[k][c + e]);
                        s[r][e].re += p.re;
                        s[r][e].im += p.im;
                    }
            for (int r = 3; r >= 0; r--)
                for (int e = 0; e < 2; e++) {
                    for (int k = i + r + 1; k < i + 4; k++) {
                        num p = times(row(k)[i + r], x[k][c + e]);
                        s[r][e].re += p.re;
                        s[r][e].im += p.im;
                    }
                    x[i + r][c + e] = minus(x[i + r][c + e], times(s[r][e], inverse[i + r]));
                }
        }
    // u0 = -i chi (J u1)
    for (int j = 0; j < INPUTS; j += 4)
        for (int c = 0; c < OUTPUTS; c += 2) {
            num s[4][2];
            real_products(&transposed[0][j], INPUTS, &x[0][c], OUTPUTS, HIDDEN, s);
            for (int r = 0; r < 4; r++)
                for (int e = 0; e < 2; e++) u0[j + r][c + e] = times((num){ s[r][e].im, -s[r][e].re }, chi[j + r]);
        }
}

// out[a][b] += sum over outputs and lanes of Re x_a y_b
static void overlaps(const num *a, int rows, const num *b, int columns, double *out)
{
    for (int i = 0; i < rows; i += 4)
        for (int k = 0; k < columns; k += 2) {
            vec s[4][2] = {};
            for (int l = 0; l < OUTPUTS; l++)
                for (int r = 0; r < 4; r++)
                    for (int c = 0; c < 2; c++) {
                        num p = a[(i + r) * OUTPUTS + l], q = b[(k + c) * OUTPUTS + l];
                        s[r][c] += p.re * q.re - p.im * q.im;
                    }
            for (int r = 0; r < 4; r++)
                for (int c = 0; c < 2; c++) out[(i + r) * columns + k + c] += sum(s[r][c]);
        }
}

static double block(int first)
{
    const double *d0 = theta, *d1 = d0 + INPUTS, *d2 = d1 + HIDDEN, *j1 = d2 + OUTPUTS + INPUTS * HIDDEN;
    double *g0 = gradient, *g1 = g0 + INPUTS, *g2 = g1 + HIDDEN, *gj0 = g2 + OUTPUTS, *gj1 = gj0 + INPUTS * HIDDEN;
    for (int j = 0; j < INPUTS; j++) {
        vec detuning;
        for (int l = 0; l < LANES; l++) detuning[l] = BACKGROUND * (1 - pixels[first + l][j / 2]);
        chi[j] = invert((num){ same(0.5), detuning + (real)d0[j] });
    }
    fill(d1, d2, j1);
    factor();
    memset(x, 0, sizeof x);
    for (int l = 0; l < OUTPUTS; l++) x[HIDDEN + l][l].re = same(1);
    solve();
    double cost = 0;
    vec g[OUTPUTS];
    for (int l = 0; l < LANES; l++) {
        double y[OUTPUTS], largest = -INFINITY, total = 0;
        for (int r = 0; r < OUTPUTS; r++) { y[r] = -GAIN * x[HIDDEN + r][r].im[l]; if (y[r] > largest) largest = y[r]; }
        int label = (first + l) % OUTPUTS;
        double right = y[label];
        for (int r = 0; r < OUTPUTS; r++) total += y[r] = exp(y[r] - largest);
        cost += log(total) + largest - right;
        for (int r = 0; r < OUTPUTS; r++) g[r][l] = GAIN * (y[r] / total - (r == label));
    }
    for (int i = 0; i < USED; i++)
        for (int r = 0; r < OUTPUTS; r++) v[i][r] = (num){ 2 * g[r] * x[i][r].re, 2 * g[r] * x[i][r].im };
    for (int j = 0; j < INPUTS; j++) {
        vec s = {};
        for (int r = 0; r < OUTPUTS; r++) s += g[r] * (u0[j][r].re * u0[j][r].re - u0[j][r].im * u0[j][r].im);
        g0[j] += sum(s);
    }
    for (int i = 0; i < USED; i++) {
        vec s = {};
        for (int r = 0; r < OUTPUTS; r++) s += x[i][r].re * v[i][r].re - x[i][r].im * v[i][r].im;
        (i < HIDDEN ? g1 : g2 - HIDDEN)[i] += 0.5 * sum(s);
    }
    overlaps(u0[0], INPUTS, v[0], HIDDEN, gj0);
    overlaps(x[0], HIDDEN, v[HIDDEN], OUTPUTS, gj1);
    return cost;
}

static double start_theta(int i)
{
    if (i < INPUTS) return i % 2 ? -OFFSET : OFFSET;
    if ((i -= INPUTS) < HIDDEN) return -0.002 * (0.5 + 0.5 * sin(i));
    if ((i -= HIDDEN) < OUTPUTS) return -0.002 * (0.5 + 0.5 * sin(i));
    if ((i -= OUTPUTS) < INPUTS * HIDDEN) return 2 + 0.2 * (0.5 + 0.5 * sin(0.7 * (i / HIDDEN) + 1.3 * (i % HIDDEN)));
    i -= INPUTS * HIDDEN;
    return 2 + 0.2 * (0.5 + 0.5 * sin(1.1 * (i / OUTPUTS) + 0.9 * (i % OUTPUTS)));
}

static double epoch(void)
{
    double cost = 0;
    for (int i = 0; i < PARAMETERS; i++) theta[i] = start_theta(i);
    for (int first = 0; first < SAMPLES; first += BATCH) {
        for (int j = 0; j < INPUTS; j++)
            for (int a = 0; a < HIDDEN; a++) coupling[j][a] = transposed[a][j] = theta[INPUTS + HIDDEN + OUTPUTS + j * HIDDEN + a];
        memset(gradient, 0, sizeof gradient);
        for (int s = 0; s < BATCH; s += LANES) cost += block(first + s);
        for (int i = 0; i < PARAMETERS; i++) theta[i] -= RATE / BATCH * gradient[i];
    }
    return cost;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

int main(void)
{
    for (int s = 0; s < SAMPLES; s++)
        for (int k = 0; k < INPUTS / 2; k++) pixels[s][k] = 0.5 + 0.5 * sin(0.31 * k + 1.7 * s);
    char line[256], variant[64];
    double seconds;
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "%63s %lf", variant, &seconds) != 2 || strcmp(variant, "ldl")) return 1;
        static double times_ms[1 << 16];
        int count = 0;
        double start = now(), cost = 0;
        do {
            double before = now();
            cost = epoch();
            times_ms[count++] = 1e3 * (now() - before);
        } while (count < 1 << 16 && (count < 2 || now() - start < seconds));
        qsort(times_ms, count, sizeof *times_ms, by_size);
        double checksum = 0, norm = 0;
        for (int i = 0; i < PARAMETERS; i++) { checksum += theta[i] * cos(0.3 * i); norm += gradient[i] * gradient[i]; }
        printf("{\"step_ms\":%.4f,\"step_ms_min\":%.4f,\"cost\":%.12g,\"gradient_checksum\":%.12g,\"gradient_norm\":%.12g,\"version\":\"C, gcc "
            __VERSION__ " -O3 -march=native\"}\n", 0.5 * (times_ms[(count - 1) / 2] + times_ms[count / 2]), times_ms[0], cost, checksum, sqrt(norm));
        fflush(stdout);
    }
    return 0;
}
