// A stack of oscillator layers trained by echoes, float32: cost and gradient of one batch, by the same algorithm as the library.
//
// Time is cut into pieces of CHUNK steps. The way out keeps nothing but each layer's last state. On the way home each piece is
// retraced upwards through all layers, then the error is pulled down through them: memory does not grow with the number of steps.
// Matrix products by OpenBLAS, one thread each; lanes are dealt out to OpenMP threads, which share nothing until the end.
//
// Compile with -DLINEAR=0 or 1. Start with the folder of the agreed data (README.md). Reads lines "<threads> <steps> <seconds>"
// and answers each with one line of JSON; the gradient goes into the folder as raw floats.
#define _GNU_SOURCE
#include <cblas.h>
#include <malloc.h>
#include <math.h>
#include <omp.h>
#include "hru.h"
#include "peer.h"

#ifndef CHUNK
#define CHUNK 64
#endif

enum { LANES = 4, N = 6, H = 64, BLOCKS = 2, CLASSES = 5, P = LINEAR ? 32 : 16 };
static const float norm_floor = 1e-5f;

#if LINEAR
#define KIND "linear"
enum { RAW = 2 * (P / 2) };                 // A, h
#else
#define KIND "nonlinear"
static const float fixed_step = 1e-3f;
enum { RAW = 3 * P + 1 };                   // w, b, c, alpha
#endif

// All parameters; matrices are [inputs][outputs]. Real and imaginary parts lie side by side here, one after the other in the
// agreed order of the files; what the imaginary part of C has in the files is its negative here: Re(C y) is one product then.
typedef struct {
    float raw[RAW], B[H * P], C[P * H], D[H], W1[H * H], b1[H], W2[H * H], b2[H];
} block_parameters;
typedef struct {
    float We[N * H], be[H];
    block_parameters block[BLOCKS];
    float Wo[H * CLASSES], bo[CLASSES];
} parameters;
enum { PARAMETERS = sizeof(parameters) / sizeof(float) };

// What products want: both matrices of the gate side by side, and transposes.
typedef struct {
    float Bt[P * H], Ct[H * P], W[H * 2 * H], Wt[2 * H * H], b[2 * H];
    float *coefficients;                    // [coefficients][lanes of a thread x P]
} expanded_block;

enum { COEFFICIENTS = LINEAR ? LINEAR_COEFFICIENTS : NONLINEAR_COEFFICIENTS };

// What the way home needs of a block, for the rows of one piece.
typedef struct { float *z, *root, *s, *phi, *v, *slope, *y; } kept;

STEPS_LIKE(nonlinear_forward)
STEPS_LIKE(nonlinear_retrace)
STEPS_LIKE(linear_forward)
STEPS_LIKE(linear_retrace)

static const parameters *theta;
static int place[PARAMETERS];               // where the i-th number of the files is here
static float sign[PARAMETERS];
static const float *input;                  // [step][lane][N]

static void find_places(void)
{
    static parameters whole;
    for (int i = 0; i < PARAMETERS; i++) { place[i] = i; sign[i] = 1; }
    if (!LINEAR) return;
    for (int l = 0; l < BLOCKS; l++) {
        int B = whole.block[l].B - (float *)&whole, C = whole.block[l].C - (float *)&whole;
        for (int part = 0; part < 2; part++)
            for (int i = 0; i < H; i++)
                for (int j = 0; j < P / 2; j++) place[B + (part * H + i) * (P / 2) + j] = B + i * P + part * (P / 2) + j;
        for (int i = P / 2 * H; i < P * H; i++) sign[C + i] = -1;
    }
}

static double sigmoid(double x) { return 1 / (1 + exp(-x)); }

static void expand(const block_parameters *p, int lanes, expanded_block *e)
{
    for (int i = 0; i < H; i++)
        for (int j = 0; j < P; j++) {
            e->Bt[j * H + i] = p->B[i * P + j];
            e->Ct[i * P + j] = p->C[j * H + i];
        }
    for (int i = 0; i < H; i++)
        for (int j = 0; j < H; j++) {
            e->W[i * 2 * H + j] = e->Wt[j * H + i] = p->W1[i * H + j];
            e->W[i * 2 * H + H + j] = e->Wt[(H + j) * H + i] = p->W2[i * H + j];
        }
    memcpy(e->b, p->b1, sizeof p->b1);
    memcpy(e->b + H, p->b2, sizeof p->b2);
    int count = lanes * P;
    e->coefficients = floats(COEFFICIENTS * count);
    for (int k = 0; k < count; k++) {
#if LINEAR
        int j = k % P % (P / 2);            // real and imaginary parts share their coefficients
        float A = p->raw[j];
        e->coefficients[k] = sigmoid(p->raw[P / 2 + j]);
        e->coefficients[count + k] = A > 0 ? A : 0;
#else
        int j = k % P;
        e->coefficients[k] = fixed_step;
        e->coefficients[count + k] = p->raw[3 * P];
        e->coefficients[2 * count + k] = sigmoid(sigmoid(p->raw[2 * P + j]));
        e->coefficients[3 * count + k] = p->raw[j];
        e->coefficients[4 * count + k] = p->raw[P + j];
#endif
    }
}

// From the gradient of the coefficients of all elements to that of the raw parameters.
static void pull_coefficients(const block_parameters *p, int lanes, const double *g, double *raw)
{
    int count = lanes * P;
    for (int k = 0; k < count; k++) {
#if LINEAR
        int j = k % P % (P / 2);
        double h = sigmoid(p->raw[P / 2 + j]);
        raw[j] += p->raw[j] > 0 ? g[count + k] : 0;
        raw[P / 2 + j] += g[k] * h * (1 - h);
#else
        int j = k % P;
        double inner = sigmoid(p->raw[2 * P + j]), c = sigmoid(inner);
        raw[j] += g[3 * count + k];
        raw[P + j] += g[4 * count + k];
        raw[2 * P + j] += g[2 * count + k] * c * (1 - c) * inner * (1 - inner);
        raw[3 * P] += g[count + k];
#endif
    }
}

// out [rows x m] = beta out + a [rows x k] b [k x m]
static void product(int rows, int m, int k, const float *a, const float *b, float beta, float *out)
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, m, k, 1, a, k, b, m, beta, out, m);
}

// out [k x m] += a^T [k x rows] b [rows x m]
static void outer(int rows, int m, int k, const float *a, const float *b, float *out)
{
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, k, m, rows, 1, a, k, b, m, 1, out, m);
}

static void sum_rows(int rows, int m, const float *a, float *out)
{
    for (int r = 0; r < rows; r++)
        for (int i = 0; i < m; i++) out[i] += a[r * m + i];
}

static void layer_norm(int rows, const float *x, float *z, float *root)
{
    for (int r = 0; r < rows; r++) {
        float mean = 0, square = 0;
        for (int i = 0; i < H; i++) mean += x[r * H + i];
        mean *= 1.0f / H;
        for (int i = 0; i < H; i++) { float d = x[r * H + i] - mean; square += d * d; }
        float scale = 1 / sqrtf(square * (1.0f / H) + norm_floor);
        for (int i = 0; i < H; i++) z[r * H + i] = (x[r * H + i] - mean) * scale;
        root[r] = scale;
    }
}

// dx += the error of z pulled through the norm.
static void pull_norm(int rows, const float *z, const float *root, const float *dz, float *dx)
{
    for (int r = 0; r < rows; r++) {
        float mean = 0, along = 0;
        for (int i = 0; i < H; i++) { mean += dz[r * H + i]; along += dz[r * H + i] * z[r * H + i]; }
        mean *= 1.0f / H;
        along *= 1.0f / H;
        for (int i = 0; i < H; i++) dx[r * H + i] += root[r] * (dz[r * H + i] - mean - z[r * H + i] * along);
    }
}

static const float gelu_a = 0.7978845608028654f, gelu_b = 0.044715f;

// v = GELU(o + D z); the slope too where it is wanted.
static void gelu(int rows, const float *o, const float *z, const float *D, float *v, float *slope)
{
    if (slope)
        for (int r = 0; r < rows; r++)
            for (int i = 0; i < H; i++) {
                float x = o[r * H + i] + D[i] * z[r * H + i], x2 = x * x;
                float t = fast_tanh(gelu_a * x * (1 + gelu_b * x2)), up = 0.5f + 0.5f * t;
                v[r * H + i] = x * up;
                // Far out 1 - t^2 is rounding alone, which the cube of x would make large.
                float near = x > 6 ? 6 : x < -6 ? -6 : x;
                slope[r * H + i] = up + 0.5f * near * (1 - t * t) * gelu_a * (1 + 3 * gelu_b * near * near);
            }
    else
        for (int r = 0; r < rows; r++)
            for (int i = 0; i < H; i++) {
                float x = o[r * H + i] + D[i] * z[r * H + i];
                v[r * H + i] = x * (0.5f + 0.5f * fast_tanh(gelu_a * x * (1 + gelu_b * x * x)));
            }
}

// x += (y1 + b1) sigmoid(y2 + b2); y becomes (y1 + b1, sigmoid).
static void gate(int rows, float *y, const float *b, float *x)
{
    for (int r = 0; r < rows; r++)
        for (int i = 0; i < H; i++) {
            float first = y[r * 2 * H + i] + b[i];
            float second = 0.5f + 0.5f * fast_tanh(0.5f * (y[r * 2 * H + H + i] + b[H + i]));
            y[r * 2 * H + i] = first;
            y[r * 2 * H + H + i] = second;
            x[r * H + i] += first * second;
        }
}

// y becomes its own error.
static void pull_gate(int rows, float *y, const float *dx)
{
    for (int r = 0; r < rows; r++)
        for (int i = 0; i < H; i++) {
            float first = y[r * 2 * H + i], second = y[r * 2 * H + H + i], d = dx[r * H + i] * second;
            y[r * 2 * H + i] = d;
            y[r * 2 * H + H + i] = d * first * (1 - second);
        }
}

static void encode(int rows, const float *u, float *x)
{
    for (int r = 0; r < rows; r++) memcpy(x + r * H, theta->be, sizeof theta->be);
    product(rows, H, N, u, theta->We, 1, x);
}

// Inputs of some steps of a thread's lanes as rows.
static const float *rows_of_input(long first, int steps, int lane, int lanes, float *buffer)
{
    if (lanes == LANES) return input + first * LANES * N;
    for (int t = 0; t < steps; t++)
        memcpy(buffer + t * lanes * N, input + ((first + t) * LANES + lane) * N, lanes * N * sizeof(float));
    return buffer;
}

typedef struct { int threads; long steps; double cost, gradient[PARAMETERS]; } job;

// Softmax of the pooled sums of one lane: its cost; error becomes that of every step.
static double head(const float *pool, long steps, int label, parameters *gradient, float *error)
{
    double m[H], p[CLASSES], most = -1e300, sum = 0, e[H] = {0};
    for (int i = 0; i < H; i++) m[i] = pool[i] / steps;
    for (int c = 0; c < CLASSES; c++) {
        p[c] = theta->bo[c];
        for (int i = 0; i < H; i++) p[c] += m[i] * theta->Wo[i * CLASSES + c];
        most = fmax(most, p[c]);
    }
    for (int c = 0; c < CLASSES; c++) sum += exp(p[c] - most);
    double cost = log(sum) + most - p[label];
    for (int c = 0; c < CLASSES; c++) {
        double d = exp(p[c] - most) / sum - (c == label);
        gradient->bo[c] += d;
        for (int i = 0; i < H; i++) {
            gradient->Wo[i * CLASSES + c] += m[i] * d;
            e[i] += theta->Wo[i * CLASSES + c] * d;
        }
    }
    for (int i = 0; i < H; i++) error[i] = e[i] / steps;
    return cost;
}

// All of one thread's lanes, there and back.
static double lanes_of_thread(const job *j, int lane, int lanes, parameters *gradient, double (*coefficients)[COEFFICIENTS * LANES * P])
{
    const int count = lanes * P, most = CHUNK * lanes;
    expanded_block *e = malloc(BLOCKS * sizeof *e);
    kept keep[BLOCKS];
    float *state[BLOCKS], *error = floats(lanes * H), *pool = floats(lanes * H), *spare = floats(most * N);
    float *x = floats(most * H), *o = floats(most * H), *g = floats(most * P), *ds = floats(most * P);
    memset(pool, 0, lanes * H * sizeof *pool);
    for (int l = 0; l < BLOCKS; l++) {
        expand(&theta->block[l], lanes, &e[l]);
        keep[l] = (kept){floats(most * H), floats(most), floats(most * P), floats(most * P), floats(most * H), floats(most * H),
                         floats(most * 2 * H)};
        // phi, pi, their differences; and where the echo of the piece begins.
        state[l] = floats(6 * count);
        memset(state[l], 0, 6 * count * sizeof(float));
    }

    for (long first = 0; first < j->steps; first += CHUNK) {
        int steps = j->steps - first < CHUNK ? j->steps - first : CHUNK, rows = steps * lanes;
        encode(rows, rows_of_input(first, steps, lane, lanes, spare), x);
        for (int l = 0; l < BLOCKS; l++) {
            kept k = keep[0];               // the way out keeps nothing: one block's room serves all
            layer_norm(rows, x, k.z, k.root);
            product(rows, P, H, k.z, theta->block[l].B, 0, k.s);
            (LINEAR ? linear_forward : nonlinear_forward)(count, steps, e[l].coefficients, state[l], state[l] + count, k.s, k.phi);
            product(rows, H, P, k.phi, theta->block[l].C, 0, o);
            gelu(rows, o, k.z, theta->block[l].D, k.v, NULL);
            product(rows, 2 * H, H, k.v, e[l].W, 0, k.y);
            gate(rows, k.y, e[l].b, x);
        }
        sum_rows(steps, lanes * H, x, pool);
    }

    double cost = 0;
    for (int i = 0; i < lanes; i++) cost += head(pool + i * H, j->steps, (lane + i) % CLASSES, gradient, error + i * H);
    for (int l = 0; l < BLOCKS; l++)
        for (int i = 0; i < count; i++) state[l][count + i] = -state[l][count + i];

    for (long first = (j->steps - 1) / CHUNK * CHUNK; first >= 0; first -= CHUNK) {
        int steps = j->steps - first < CHUNK ? j->steps - first : CHUNK, rows = steps * lanes;
        const float *u = rows_of_input(first, steps, lane, lanes, spare);
        encode(rows, u, x);
        for (int l = 0; l < BLOCKS; l++) {
            kept k = keep[l];
            layer_norm(rows, x, k.z, k.root);
            product(rows, P, H, k.z, theta->block[l].B, 0, k.s);
            memcpy(state[l] + 4 * count, state[l], 2 * count * sizeof(float));
            (LINEAR ? linear_retrace : nonlinear_retrace)(count, steps, e[l].coefficients, state[l], state[l] + count, k.s, k.phi);
            product(rows, H, P, k.phi, theta->block[l].C, 0, o);
            gelu(rows, o, k.z, theta->block[l].D, k.v, k.slope);
            product(rows, 2 * H, H, k.v, e[l].W, 0, k.y);
            if (l < BLOCKS - 1) gate(rows, k.y, e[l].b, x);
            else gate(rows, k.y, e[l].b, o);// the top's output is read by nobody
        }
        for (int t = 0; t < steps; t++) memcpy(x + t * lanes * H, error, lanes * H * sizeof(float));
        for (int l = BLOCKS - 1; l >= 0; l--) {
            kept k = keep[l];
            block_parameters *d = &gradient->block[l];
            pull_gate(rows, k.y, x);
            // W1 and W2 lie one after the other with b1 between, so their gradients are two products.
            cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, H, H, rows, 1, k.v, H, k.y, 2 * H, 1, d->W1, H);
            cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, H, H, rows, 1, k.v, H, k.y + H, 2 * H, 1, d->W2, H);
            for (int r = 0; r < rows; r++)
                for (int i = 0; i < H; i++) { d->b1[i] += k.y[r * 2 * H + i]; d->b2[i] += k.y[r * 2 * H + H + i]; }
            product(rows, H, 2 * H, k.y, e[l].Wt, 0, o);
            for (int i = 0; i < rows * H; i++) o[i] *= k.slope[i];
            outer(rows, H, P, k.phi, o, d->C);
            product(rows, P, H, o, e[l].Ct, 0, g);
            float *echo = state[l] + 2 * count;
            memcpy(k.phi, state[l] + 4 * count, 2 * count * sizeof(float));
            memcpy(k.phi + 2 * count, echo, 2 * count * sizeof(float));
            float *whole = k.phi;           // phi is not needed any more: the echo's four rows of state
#if LINEAR
#define ECHO(V) linear_echo_v(V, steps, e[l].coefficients, whole, k.s, g, ds, coefficients[l])
#else
#define ECHO(V) nonlinear_echo_v(V, 0, steps, e[l].coefficients, whole, k.s, g, ds, coefficients[l])
#endif
            FOR_VECTORS(ECHO)
            memcpy(echo, whole + 2 * count, 2 * count * sizeof(float));
            outer(rows, P, H, k.z, ds, d->B);
            const float *D = theta->block[l].D;
            for (int r = 0; r < rows; r++)
                for (int i = 0; i < H; i++) {
                    d->D[i] += o[r * H + i] * k.z[r * H + i];
                    o[r * H + i] *= D[i];
                }
            product(rows, H, P, ds, e[l].Bt, 1, o);
            pull_norm(rows, k.z, k.root, o, x);
        }
        outer(rows, H, N, u, x, gradient->We);
        sum_rows(rows, H, x, gradient->be);
    }

    for (int l = 0; l < BLOCKS; l++) {
        kept k = keep[l];
        free(k.z); free(k.root); free(k.s); free(k.phi); free(k.v); free(k.slope); free(k.y);
        free(state[l]); free(e[l].coefficients);
    }
    free(e); free(error); free(pool); free(spare); free(x); free(o); free(g); free(ds);
    return cost;
}

static void step(void *argument)
{
    job *j = argument;
    j->cost = 0;
    memset(j->gradient, 0, sizeof j->gradient);
    int lanes = LANES / j->threads;
#pragma omp parallel num_threads(j->threads)
    {
        parameters *mine = (parameters *)floats(PARAMETERS);
        double (*coefficients)[COEFFICIENTS * LANES * P] = calloc(BLOCKS, sizeof *coefficients);
        memset(mine, 0, sizeof *mine);
        double cost = lanes_of_thread(j, omp_get_thread_num() * lanes, lanes, mine, coefficients);
#pragma omp critical
        {
            j->cost += cost;
            for (int i = 0; i < PARAMETERS; i++) j->gradient[i] += ((float *)mine)[i];
            for (int l = 0; l < BLOCKS; l++)
                pull_coefficients(&theta->block[l], lanes, coefficients[l],
                                  j->gradient + ((float *)mine->block[l].raw - (float *)mine));
        }
        free(mine);
        free(coefficients);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2) { fprintf(stderr, "usage: sequences FOLDER\n"); return 2; }
    size_t count, length;
    float *file = read_floats(argv[1], KIND "-theta.f32", &count);
    input = read_floats(argv[1], "input.f32", &length);
    if (count != PARAMETERS) { fprintf(stderr, "%zu parameters, not %d\n", count, PARAMETERS); return 2; }
    float *mine = floats(PARAMETERS);
    find_places();
    for (int i = 0; i < PARAMETERS; i++) mine[place[i]] = sign[i] * file[i];
    theta = (const parameters *)mine;
    openblas_set_num_threads(1);
    static job j;
    double seconds, median, best;
    while (scanf("%d %ld %lf", &j.threads, &j.steps, &seconds) == 3) {
        if (j.steps < 1 || (size_t)j.steps > length / (LANES * N) || (j.threads != 1 && j.threads != 2 && j.threads != 4)) {
            fprintf(stderr, "not so many steps or threads\n");
            return 2;
        }
        take_times(step, &j, seconds, &median, &best);
        static double gradient[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) gradient[i] = sign[i] * j.gradient[place[i]];
        write_floats(argv[1], "c-" KIND ".gradient", gradient, PARAMETERS);
        malloc_trim(0);
        printf("{\"peer\": \"c\", \"step_ms\": %.6g, \"step_ms_min\": %.6g, \"cost\": %.9g, \"gradient\": \"c-" KIND ".gradient\", "
               "\"version\": \"gcc %s, OpenBLAS " OPENBLAS_RELEASE " (%s)\"}\n",
               median, best, j.cost, __VERSION__, openblas_get_corename());
        fflush(stdout);
    }
    return 0;
}
