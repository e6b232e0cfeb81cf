// Layers of Hamiltonian oscillators (README.md): steps forward, the way back without a nudge, and the way back with the
// error signal (the echo in the limit of a vanishing nudge, carried as mean and difference). Rows of `count` elements, one
// row a time step; vectors of 16 floats run along a row.
//
// One step is half a drift, a kick, half a drift; the second half and the first half of the next step are one drift here,
// which leaves tanh and three multiply-adds between one step and the next.
#ifndef HRU_H
#define HRU_H
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef float vec __attribute__((vector_size(64)));
enum { LANES_OF_VEC = 16 };

#define INLINE static inline __attribute__((always_inline))
// The loops over the vectors of a row must vanish, so that the state stays in registers.
#define UNROLL _Pragma("GCC unroll 16")

INLINE vec vec_load(const float *p) { vec v; memcpy(&v, p, sizeof v); return v; }
INLINE void vec_store(float *p, vec v) { memcpy(p, &v, sizeof v); }
INLINE vec vec_all(float x) { return (vec){0} + x; }

// The vector ?: of C++ is missing in this C; one comparison and one blend is what the compiler makes of it.
INLINE vec vec_clamp(vec x, float most)
{
    for (int i = 0; i < LANES_OF_VEC; i++) {
        float y = x[i] < most ? x[i] : most;
        x[i] = y > -most ? y : -most;
    }
    return x;
}

// tanh x = x P(x^2)/Q(x^2), minimax of relative error on [0, 9] (2e-8 before rounding); tanh 9 rounds to 1.
// Estrin's order: on the way from one step to the next latency counts.
#define TANH_BODY(x, clamped)                                                                        \
    x = clamped;                                                                                     \
    __typeof__(x) y = x * x, y2 = y * y;                                                             \
    __typeof__(x) p = (1.0f + 0.13381020723773407f * y) +                                            \
                      y2 * ((0.003495583077892661f + 2.0609000785043463e-05f * y) +                  \
                            1.3354552130806496e-08f * y2);                                           \
    __typeof__(x) q = (1.0f + 0.46714335680007935f * y) +                                            \
                      y2 * ((0.025876963511109352f + 0.00032856265897862613f * y) +                  \
                            7.776512802593061e-07f * y2);                                            \
    return x * p / q;

INLINE vec vec_tanh(vec x) { TANH_BODY(x, vec_clamp(x, 9.0f)) }
INLINE float fast_tanh(float x) { TANH_BODY(x, x > 9.0f ? 9.0f : x < -9.0f ? -9.0f : x) }

// Coefficients per element: nonlinear h, alpha, c, w, b; linear h, A.
enum { NONLINEAR_COEFFICIENTS = 5, LINEAR_COEFFICIENTS = 2, MOST_VECTORS = 8 };

// ---------------------------------------------------------------- nonlinear: V = alpha phi^2/2 + (c/w) log cosh(w phi + s + b)

#define NONLINEAR_SETUP                                                                                    \
    vec half[V], pi[V], h[V], h2[V], ha[V], hc[V], w[V], b[V];                                             \
    UNROLL for (int v = 0; v < V; v++) {                                                                   \
        const float *k = coefficients + 16 * v;                                                            \
        h[v] = vec_load(k); h2[v] = 0.5f * h[v];                                                           \
        ha[v] = h[v] * vec_load(k + count); hc[v] = h[v] * vec_load(k + 2 * count);                        \
        w[v] = vec_load(k + 3 * count); b[v] = vec_load(k + 4 * count);                                    \
        pi[v] = vec_load(state_pi + 16 * v);                                                               \
        half[v] = vec_load(state_phi + 16 * v) + h2[v] * pi[v];                                            \
    }

#define STORE_STATE                                                                                        \
    UNROLL for (int v = 0; v < V; v++) {                                                                   \
        vec_store(state_phi + 16 * v, half[v] - h2[v] * pi[v]);                                            \
        vec_store(state_pi + 16 * v, pi[v]);                                                               \
    }

INLINE void nonlinear_forward_v(const int V, long steps, const float *coefficients, float *state_phi, float *state_pi,
                                const float *drive, float *phi)
{
    const int count = 16 * V;
    NONLINEAR_SETUP
    for (long t = 0; t < steps; t++)
        UNROLL for (int v = 0; v < V; v++) {
            vec tanh = vec_tanh(w[v] * half[v] + (vec_load(drive + t * count + 16 * v) + b[v]));
            pi[v] = (pi[v] - ha[v] * half[v]) - hc[v] * tanh;
            vec_store(phi + t * count + 16 * v, half[v] + h2[v] * pi[v]);
            half[v] += h[v] * pi[v];
        }
    STORE_STATE
}

// The same, last step first; emits what the forward way had emitted.
INLINE void nonlinear_retrace_v(const int V, long steps, const float *coefficients, float *state_phi, float *state_pi,
                                const float *drive, float *phi)
{
    const int count = 16 * V;
    NONLINEAR_SETUP
    for (long t = steps - 1; t >= 0; t--)
        UNROLL for (int v = 0; v < V; v++) {
            vec_store(phi + t * count + 16 * v, half[v] - h2[v] * pi[v]);
            vec tanh = vec_tanh(w[v] * half[v] + (vec_load(drive + t * count + 16 * v) + b[v]));
            pi[v] = (pi[v] - ha[v] * half[v]) - hc[v] * tanh;
            half[v] += h[v] * pi[v];
        }
    STORE_STATE
}

// state: phi, pi (retraced) and their differences d_phi, d_pi, four rows. gradient: coefficients, added to.
INLINE void nonlinear_echo_v(const int V, const int with_h, long steps, const float *coefficients, float *state,
                             const float *drive, const float *error, float *drive_error, double *gradient)
{
    const int count = 16 * V;
    float *state_phi = state, *state_pi = state + count, *state_dphi = state + 2 * count, *state_dpi = state + 3 * count;
    NONLINEAR_SETUP
    vec dphi[V], dpi[V], sum_h[V], sum_a[V], sum_c[V], sum_w[V], sum_b[V];
    UNROLL for (int v = 0; v < V; v++) {
        dphi[v] = vec_load(state_dphi + 16 * v);
        dpi[v] = vec_load(state_dpi + 16 * v);
        sum_h[v] = sum_a[v] = sum_c[v] = sum_w[v] = sum_b[v] = vec_all(0);
    }
    for (long t = steps - 1; t >= 0; t--)
        UNROLL for (int v = 0; v < V; v++) {
            dpi[v] += vec_load(error + t * count + 16 * v);
            vec dhalf = dphi[v] + h2[v] * dpi[v];
            vec tanh = vec_tanh(w[v] * half[v] + (vec_load(drive + t * count + 16 * v) + b[v]));
            vec push = hc[v] * dhalf, bent = push - tanh * tanh * push;
            if (with_h) sum_h[v] += 0.5f * (pi[v] * dpi[v]);
            sum_a[v] += half[v] * dhalf;
            sum_c[v] += tanh * dhalf;
            sum_b[v] += bent;
            sum_w[v] += half[v] * bent;
            vec_store(drive_error + t * count + 16 * v, -bent);
            pi[v] = (pi[v] - ha[v] * half[v]) - hc[v] * tanh;
            dpi[v] = (dpi[v] - ha[v] * dhalf) - w[v] * bent;
            if (with_h) sum_h[v] += 0.5f * (pi[v] * dpi[v]);
            half[v] += h[v] * pi[v];
            dphi[v] = dhalf + h2[v] * dpi[v];
        }
    STORE_STATE
    UNROLL for (int v = 0; v < V; v++) {
        vec_store(state_dphi + 16 * v, dphi[v]);
        vec_store(state_dpi + 16 * v, dpi[v]);
        for (int i = 0; i < 16; i++) {
            int e = 16 * v + i;
            double a = coefficients[count + e], c = coefficients[2 * count + e];
            // What the force has to do with h is the sum of its parts, which are known already.
            if (with_h) gradient[e] -= sum_h[v][i] + a * sum_a[v][i] + c * sum_c[v][i];
            gradient[count + e] -= h[v][i] * sum_a[v][i];
            gradient[2 * count + e] -= h[v][i] * sum_c[v][i];
            gradient[3 * count + e] -= sum_w[v][i];
            gradient[4 * count + e] -= sum_b[v][i];
        }
    }
}

// ---------------------------------------------------------------- linear: V = A phi^2/2 - s phi

#define LINEAR_SETUP                                                                                       \
    vec half[V], pi[V], h[V], h2[V], ha[V];                                                                \
    UNROLL for (int v = 0; v < V; v++) {                                                                   \
        const float *k = coefficients + 16 * v;                                                            \
        h[v] = vec_load(k); h2[v] = 0.5f * h[v]; ha[v] = h[v] * vec_load(k + count);                       \
        pi[v] = vec_load(state_pi + 16 * v);                                                               \
        half[v] = vec_load(state_phi + 16 * v) + h2[v] * pi[v];                                            \
    }

INLINE void linear_forward_v(const int V, long steps, const float *coefficients, float *state_phi, float *state_pi,
                             const float *drive, float *phi)
{
    const int count = 16 * V;
    LINEAR_SETUP
    for (long t = 0; t < steps; t++)
        UNROLL for (int v = 0; v < V; v++) {
            pi[v] = (pi[v] + h[v] * vec_load(drive + t * count + 16 * v)) - ha[v] * half[v];
            vec_store(phi + t * count + 16 * v, half[v] + h2[v] * pi[v]);
            half[v] += h[v] * pi[v];
        }
    STORE_STATE
}

INLINE void linear_retrace_v(const int V, long steps, const float *coefficients, float *state_phi, float *state_pi,
                             const float *drive, float *phi)
{
    const int count = 16 * V;
    LINEAR_SETUP
    for (long t = steps - 1; t >= 0; t--)
        UNROLL for (int v = 0; v < V; v++) {
            vec_store(phi + t * count + 16 * v, half[v] - h2[v] * pi[v]);
            pi[v] = (pi[v] + h[v] * vec_load(drive + t * count + 16 * v)) - ha[v] * half[v];
            half[v] += h[v] * pi[v];
        }
    STORE_STATE
}

INLINE void linear_echo_v(const int V, long steps, const float *coefficients, float *state, const float *drive,
                          const float *error, float *drive_error, double *gradient)
{
    const int count = 16 * V;
    float *state_phi = state, *state_pi = state + count, *state_dphi = state + 2 * count, *state_dpi = state + 3 * count;
    LINEAR_SETUP
    vec dphi[V], dpi[V], sum_h[V], sum_a[V];
    UNROLL for (int v = 0; v < V; v++) {
        dphi[v] = vec_load(state_dphi + 16 * v);
        dpi[v] = vec_load(state_dpi + 16 * v);
        sum_h[v] = sum_a[v] = vec_all(0);
    }
    for (long t = steps - 1; t >= 0; t--)
        UNROLL for (int v = 0; v < V; v++) {
            vec s = vec_load(drive + t * count + 16 * v);
            dpi[v] += vec_load(error + t * count + 16 * v);
            vec dhalf = dphi[v] + h2[v] * dpi[v];
            vec before = pi[v] * dpi[v];
            sum_a[v] += half[v] * dhalf;
            vec_store(drive_error + t * count + 16 * v, h[v] * dhalf);
            pi[v] = (pi[v] + h[v] * s) - ha[v] * half[v];
            dpi[v] -= ha[v] * dhalf;
            sum_h[v] += 0.5f * (before + pi[v] * dpi[v]) - s * dhalf;
            half[v] += h[v] * pi[v];
            dphi[v] = dhalf + h2[v] * dpi[v];
        }
    STORE_STATE
    UNROLL for (int v = 0; v < V; v++) {
        vec_store(state_dphi + 16 * v, dphi[v]);
        vec_store(state_dpi + 16 * v, dpi[v]);
        for (int i = 0; i < 16; i++) {
            int e = 16 * v + i;
            gradient[e] -= sum_h[v][i] + coefficients[count + e] * sum_a[v][i];
            gradient[count + e] -= h[v][i] * sum_a[v][i];
        }
    }
}

// ---------------------------------------------------------------- rows of any whole number of vectors up to eight

#define FOR_VECTORS(call)                                                                                  \
    switch (count / 16) {                                                                                  \
        case 1: call(1); break; case 2: call(2); break; case 4: call(4); break; case 8: call(8); break;    \
        default: abort();                                                                                  \
    }

#define STEPS_LIKE(name)                                                                                   \
    static __attribute__((noinline)) void name(int count, long steps, const float *coefficients,           \
        float *state_phi, float *state_pi, const float *drive, float *phi)                                 \
    {                                                                                                      \
        FOR_VECTORS(CALL_##name)                                                                           \
    }

#define CALL_nonlinear_forward(V) nonlinear_forward_v(V, steps, coefficients, state_phi, state_pi, drive, phi)
#define CALL_nonlinear_retrace(V) nonlinear_retrace_v(V, steps, coefficients, state_phi, state_pi, drive, phi)
#define CALL_linear_forward(V) linear_forward_v(V, steps, coefficients, state_phi, state_pi, drive, phi)
#define CALL_linear_retrace(V) linear_retrace_v(V, steps, coefficients, state_phi, state_pi, drive, phi)

#endif
