// What the C peers of the sequences share: files of raw floats, wall time, the median of times.
#ifndef PEER_H
#define PEER_H
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// Wall time: with several threads, processor time is not what anybody waits for.
static inline double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

// Whole 4 KiB pages on addresses that suit every vector.
static inline float *floats(size_t count)
{
    float *p = aligned_alloc(4096, (count * sizeof(float) + 4095) / 4096 * 4096);
    if (!p) { fprintf(stderr, "out of memory\n"); exit(1); }
    return p;
}

static inline float *read_floats(const char *folder, const char *name, size_t *count)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) { fprintf(stderr, "cannot read %s\n", path); exit(1); }
    *count = ftell(file) / sizeof(float);
    rewind(file);
    float *values = floats(*count);
    if (fread(values, sizeof(float), *count, file) != *count) { fprintf(stderr, "%s is cut off\n", path); exit(1); }
    fclose(file);
    return values;
}

static inline void write_floats(const char *folder, const char *name, const double *values, size_t count)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file) { fprintf(stderr, "cannot write %s\n", path); exit(1); }
    for (size_t i = 0; i < count; i++) {
        float value = values[i];
        fwrite(&value, sizeof value, 1, file);
    }
    fclose(file);
}

static inline int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

enum { MOST_TIMES = 1 << 16 };

// Times work(argument) again and again; milliseconds.
static inline void take_times(void (*work)(void *), void *argument, double seconds, double *median, double *best)
{
    static double times[MOST_TIMES];
    int count = 0;
    double start = now(), before = start, after;
    do {
        work(argument);
        after = now();
        times[count++] = 1e3 * (after - before);
        before = after;
    } while (count < MOST_TIMES && after - start < seconds);
    qsort(times, count, sizeof *times, by_size);
    *median = 0.5 * (times[(count - 1) / 2] + times[count / 2]);
    *best = times[0];
}
#endif
