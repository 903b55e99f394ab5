// Runs a program and lets one of its system calls that write below a folder
// fail, or kills it just before that call. It stands between the program and
// the kernel, so the program holds no code for it and SQLite's own calls count
// like all others.
//
//   fault FOLDER HOW N LOG PROGRAM ARG…
//
// HOW  count   nothing is done, calls are counted
//      kill    the program is killed before call N
//      enospc  call N and every later one that needs room fail: ENOSPC
//      eio     call N fails: EIO
//      short   call N, if it writes, writes half
//
// LOG gets a line for each call: its number, its name, the path. The exit
// status is the program's, 137 if it was killed here, 125 if this failed.
// For Linux on x86-64: ptrace(2), seccomp(2).
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum what { PATH0, PATH1, FD0, OPEN }; // where a call's path is

struct call {
  int nr;
  const char *name;
  enum what what;
  int room; // needs room on the disk
};

static const struct call calls[] = {
    {SYS_write, "write", FD0, 1},         {SYS_pwrite64, "pwrite", FD0, 1},
    {SYS_writev, "writev", FD0, 1},       {SYS_ftruncate, "ftruncate", FD0, 1},
    {SYS_fallocate, "fallocate", FD0, 1}, {SYS_fsync, "fsync", FD0, 1},
    {SYS_fdatasync, "fdatasync", FD0, 1}, {SYS_openat, "create", OPEN, 1},
    {SYS_open, "create", OPEN, 1},        {SYS_mkdir, "mkdir", PATH0, 1},
    {SYS_mkdirat, "mkdir", PATH1, 1},     {SYS_rename, "rename", PATH0, 1},
    {SYS_renameat, "rename", PATH1, 1},   {SYS_renameat2, "rename", PATH1, 1},
    {SYS_unlink, "unlink", PATH0, 0},     {SYS_unlinkat, "unlink", PATH1, 0},
    {SYS_rmdir, "rmdir", PATH0, 0},       {SYS_copy_file_range, "copy", FD0, 1},
    {SYS_sendfile, "sendfile", FD0, 1},
};
enum { ncalls = sizeof calls / sizeof *calls };

static void die(const char *what) {
  perror(what);
  exit(125);
}

// filter has the kernel stop the program at the calls above.
static void filter(void) {
  struct sock_filter f[ncalls + 4];
  int n = 0;
  f[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  for (int i = 0; i < ncalls; i++)
    f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[i].nr, ncalls - i, 0);
  f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
  struct sock_fprog p = {n, f};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &p))
    die("seccomp");
}

// text reads a string of the program's.
static void text(pid_t pid, unsigned long at, char *out, size_t size) {
  size_t n = 0;
  out[0] = 0;
  while (n + sizeof(long) < size) {
    errno = 0;
    long w = ptrace(PTRACE_PEEKDATA, pid, at + n, 0);
    if (errno) break;
    memcpy(out + n, &w, sizeof w);
    for (size_t i = 0; i < sizeof w; i++)
      if (!out[n + i]) return;
    n += sizeof w;
  }
  out[n] = 0;
}

// fd is the path of an open file.
static void fd(pid_t pid, unsigned long n, char *out, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/%d/fd/%lu", pid, n);
  ssize_t len = readlink(link, out, size - 1);
  out[len < 0 ? 0 : len] = 0;
}

static int below(const char *path, const char *folder) {
  size_t n = strlen(folder);
  return !strncmp(path, folder, n) && (path[n] == '/' || path[n] == 0);
}

int main(int argc, char **argv) {
  if (argc < 6) {
    fputs("usage: fault FOLDER HOW N LOG PROGRAM ARG…\n", stderr);
    return 125;
  }
  const char *folder = argv[1], *how = argv[2];
  long target = atol(argv[3]), count = 0;
  FILE *log = fopen(argv[4], "w");
  if (!log) die(argv[4]);
  pid_t self = getpid(), child = fork();
  if (child < 0) die("fork");
  if (!child) {
    // Whoever kills us kills the program, also before it is traced.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != self) _exit(125);
    if (ptrace(PTRACE_TRACEME, 0, 0, 0)) die("ptrace");
    raise(SIGSTOP);
    filter();
    execvp(argv[5], argv + 5);
    die(argv[5]);
  }
  int status;
  if (waitpid(child, &status, 0) < 0 || !WIFSTOPPED(status)) die("waitpid");
  if (ptrace(PTRACE_SETOPTIONS, child, 0,
             PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_EXITKILL))
    die("ptrace");
  ptrace(PTRACE_CONT, child, 0, 0);
  for (;;) {
    pid_t pid = waitpid(-1, &status, __WALL);
    if (pid < 0) die("waitpid");
    if (WIFEXITED(status) || WIFSIGNALED(status)) {
      if (pid != child) continue;
      fclose(log);
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    int sig = WSTOPSIG(status), event = status >> 16;
    if (sig == SIGTRAP && event == PTRACE_EVENT_SECCOMP) {
      struct user_regs_struct r;
      if (ptrace(PTRACE_GETREGS, pid, 0, &r)) continue; // it was killed meanwhile
      const struct call *c = NULL;
      for (int i = 0; i < ncalls; i++)
        if (calls[i].nr == (int)r.orig_rax) c = &calls[i];
      char path[PATH_MAX];
      int counts = c != NULL;
      if (c) switch (c->what) {
        case PATH0: text(pid, r.rdi, path, sizeof path); break;
        case PATH1: text(pid, r.rsi, path, sizeof path); break;
        case FD0: fd(pid, r.rdi, path, sizeof path); break;
        case OPEN: {
          int at = c->nr == SYS_openat;
          long flags = at ? (long)r.rdx : (long)r.rsi;
          text(pid, at ? r.rsi : r.rdi, path, sizeof path);
          counts = flags & (O_CREAT | O_TRUNC);
        }
        }
      size_t len = strlen(path); // SQLite's shared memory is nothing lasting
      if (counts && len > 4 && !strcmp(path + len - 4, "-shm")) counts = 0;
      if (counts && below(path, folder)) {
        count++;
        fprintf(log, "%ld %s %s\n", count, c->name, path + strlen(folder));
        if (!strcmp(how, "kill") && count == target) {
          fflush(log);
          kill(child, SIGKILL);
          continue;
        }
        int failing = 0;
        if (!strcmp(how, "enospc") && count >= target && c->room) failing = ENOSPC;
        if (!strcmp(how, "eio") && count == target) failing = EIO;
        if (failing) {
          r.orig_rax = -1; // the kernel does nothing, and what is in rax comes back
          r.rax = -failing;
          ptrace(PTRACE_SETREGS, pid, 0, &r);
        }
        if (!strcmp(how, "short") && count == target && (c->nr == SYS_write || c->nr == SYS_pwrite64) && r.rdx > 1) {
          r.rdx /= 2;
          ptrace(PTRACE_SETREGS, pid, 0, &r);
        }
      }
      ptrace(PTRACE_CONT, pid, 0, 0);
      continue;
    }
    // Signals are the program's; what is ptrace's own is not.
    int pass = 0;
    if (event == 0 && sig != SIGTRAP && sig != SIGSTOP) pass = sig;
    ptrace(PTRACE_CONT, pid, 0, pass);
  }
}
