#define _GNU_SOURCE
/*
 * The bare price of asking another process: the same transport as the null model's, and nothing on it. Two processes, two named pipes, blocking calls;
 * with "shared", the request lies in a file that both map, is copied in by the asker and copied out by the answerer, and the pipe carries a reference.
 *
 *   echo <folder> <request bytes> <reply bytes> pipe|shared [<core of the asker> <core of the answerer>]
 *
 * Reads a number of exchanges (decimal, one a line) from standard input and writes that many round trips (double, microseconds).
 */
#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { REFERENCE_BYTES = 160 };

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void pin(const char *core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(atoi(core), &cores);
  if (sched_setaffinity(0, sizeof cores, &cores) != 0) fail("sched_setaffinity");
}

static int read_fully(int file, void *target, size_t bytes) {
  for (size_t done = 0; done < bytes;) {
    ssize_t got = read(file, (char *)target + done, bytes - done);
    if (got <= 0) return 0;
    done += (size_t)got;
  }
  return 1;
}

static void write_fully(int file, const void *source, size_t bytes) {
  for (size_t done = 0; done < bytes;) {
    ssize_t put = write(file, (const char *)source + done, bytes - done);
    if (put <= 0) fail("write");
    done += (size_t)put;
  }
}

static double microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static unsigned char *map(const char *path, size_t bytes, int protection) {
  int file = open(path, O_RDWR | O_CREAT, 0600);
  if (file < 0 || ftruncate(file, (off_t)bytes) != 0) fail(path);
  void *view = mmap(NULL, bytes, protection, MAP_SHARED, file, 0);
  if (view == MAP_FAILED) fail("mmap");
  close(file);
  return view;
}

struct exchange {
  char in[4096], out[4096], memory[4096];
  size_t request, reply, in_pipe;
  int shared;
};

static void answer(const struct exchange *e) {
  unsigned char *buffer = calloc(1, e->request), *reply = calloc(1, e->reply);
  unsigned char *view = e->shared ? map(e->memory, e->request, PROT_READ) : NULL;
  int in = open(e->in, O_RDONLY), out = open(e->out, O_WRONLY);
  unsigned char frame[REFERENCE_BYTES];
  while (read_fully(in, e->shared ? frame : buffer, e->in_pipe)) {
    if (e->shared) memcpy(buffer, view, e->request);
    reply[0] = buffer[0];
    write_fully(out, reply, e->reply);
  }
  exit(0);
}

static void ask(const struct exchange *e) {
  unsigned char *payload = calloc(1, e->request), *reply = calloc(1, e->reply);
  unsigned char *view = e->shared ? map(e->memory, e->request, PROT_READ | PROT_WRITE) : NULL;
  int out = open(e->in, O_WRONLY), in = open(e->out, O_RDONLY);
  unsigned char frame[REFERENCE_BYTES] = {0};
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    long exchanges = strtol(line, NULL, 10);
    double *took = malloc((size_t)exchanges * sizeof *took);
    for (long i = 0; i < exchanges; i++) {
      payload[0] = (unsigned char)i;
      double begun = microseconds();
      if (e->shared) memcpy(view, payload, e->request);
      write_fully(out, e->shared ? frame : payload, e->in_pipe);
      if (!read_fully(in, reply, e->reply)) fail("the answerer ended");
      took[i] = microseconds() - begun;
      if (reply[0] != payload[0]) fail("another answer");
    }
    write_fully(STDOUT_FILENO, took, (size_t)exchanges * sizeof *took);
    free(took);
  }
  close(out);
}

int main(int count, char **arguments) {
  if (count != 5 && count != 7) return 2;
  struct exchange e = {.request = strtoul(arguments[2], NULL, 10), .reply = strtoul(arguments[3], NULL, 10)};
  e.shared = strcmp(arguments[4], "shared") == 0;
  e.in_pipe = e.shared ? REFERENCE_BYTES : e.request;
  snprintf(e.in, sizeof e.in, "%s/in", arguments[1]);
  snprintf(e.out, sizeof e.out, "%s/out", arguments[1]);
  snprintf(e.memory, sizeof e.memory, "%s/memory", arguments[1]);
  if (mkfifo(e.in, 0600) != 0 || mkfifo(e.out, 0600) != 0) fail("mkfifo");
  if (e.shared) munmap(map(e.memory, e.request, PROT_READ | PROT_WRITE), e.request);
  pid_t child = fork();
  if (child < 0) fail("fork");
  if (count == 7) pin(arguments[child == 0 ? 6 : 5]);
  if (child == 0) answer(&e);
  ask(&e);
  waitpid(child, NULL, 0);
  return 0;
}
