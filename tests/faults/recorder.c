/* What a process asks of the disk, written down: every file that it makes, writes, shortens, syncs,
 * renames and removes in one folder, with the data, and every line that it prints.
 *
 *     gcc -shared -fPIC -O1 -o recorder.so recorder.c -ldl
 *     LD_PRELOAD=recorder.so RECORD_FOLDER=/home/ RECORD_LOG=/log program
 *
 * From the log a test builds the files that a power cut may leave (powercut.py). An entry is a line
 * "<operation> <offset> <length> <name length>", then the name, then `length` bytes of data:
 *
 *     C  made                      S  synced           U  removed
 *     W  written at the offset     D  folder synced    R  renamed; the data is the new name
 *     T  shortened to the offset   F  a sync failed    A  printed: the data was acknowledged
 *
 * Two faults are made on request. While the file $FAIL_SYNC exists every sync of a file answers EIO;
 * with FAIL_SYNC_AT=n the n-th one alone does. (SQLite itself does not look at what the sync of a
 * folder answers.) While the file $FAIL_WRITE exists every write answers ENOSPC.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 4096
#define LONGEST 256

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);

static const char *folder;              /* with a slash at its end */
static int log_file = -1;
static char names[FILES][LONGEST];      /* by descriptor; "." is the folder itself */
static long syncs, failing_sync = -1;
static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void)
{
    real_open = dlsym(RTLD_NEXT, "open64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_rename = dlsym(RTLD_NEXT, "rename");
    folder = getenv("RECORD_FOLDER");
    if (getenv("RECORD_LOG"))
        log_file = real_open(getenv("RECORD_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (getenv("FAIL_SYNC_AT"))
        failing_sync = atol(getenv("FAIL_SYNC_AT"));
}

/* The name of a file in the folder, NULL for all others. The index in shared memory (-shm) is made
 * anew by whoever opens the database after a cut. */
static const char *within(const char *path)
{
    size_t length;
    if (!folder || !path)
        return NULL;
    length = strlen(folder);
    if (!strncmp(path, folder, length - 1) && !path[length - 1])
        return ".";
    if (strncmp(path, folder, length) || strstr(path, "-shm") || strlen(path) - length >= LONGEST)
        return NULL;
    return path + length;
}

static const char *name_of(int file)
{
    return file >= 0 && file < FILES && names[file][0] ? names[file] : NULL;
}

static void note(char operation, const char *name, int64_t offset, const void *data, size_t length)
{
    char line[96];
    int size;
    if (log_file < 0)
        return;
    size = snprintf(line, sizeof line, "%c %lld %zu %zu\n", operation, (long long)offset, length,
                    strlen(name));
    pthread_mutex_lock(&writing);
    real_write(log_file, line, size);
    real_write(log_file, name, strlen(name));
    if (length)
        real_write(log_file, data, length);
    pthread_mutex_unlock(&writing);
}

static int asked_for(const char *variable)
{
    const char *path = getenv(variable);
    return path && access(path, F_OK) == 0;
}

static int opened(const char *path, int flags, mode_t mode)
{
    const char *name = within(path);
    int made = name && (flags & O_CREAT) && access(path, F_OK) != 0;
    int file = real_open(path, flags, mode);
    if (file >= 0 && file < FILES) {
        snprintf(names[file], LONGEST, "%s", name ? name : "");
        if (made)
            note('C', name, 0, NULL, 0);
        else if (name && (flags & O_TRUNC))
            note('T', name, 0, NULL, 0);
    }
    return file;
}

int open64(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    return opened(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    return opened(path, flags, mode);
}

int close(int file)
{
    if (file >= 0 && file < FILES)
        names[file][0] = 0;
    return real_close(file);
}

ssize_t pwrite64(int file, const void *data, size_t length, off_t offset)
{
    const char *name = name_of(file);
    ssize_t written;
    if (name && asked_for("FAIL_WRITE")) {
        errno = ENOSPC;
        return -1;
    }
    written = real_pwrite(file, data, length, offset);
    if (name && written > 0)
        note('W', name, offset, data, written);
    return written;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset)
{
    return pwrite64(file, data, length, offset);
}

ssize_t write(int file, const void *data, size_t length)
{
    const char *name = name_of(file);
    ssize_t written;
    off_t offset = 0;
    if (name && asked_for("FAIL_WRITE")) {
        errno = ENOSPC;
        return -1;
    }
    if (name)
        offset = lseek(file, 0, SEEK_CUR);
    else if (file == STDOUT_FILENO)
        note('A', "", 0, data, length);
    written = real_write(file, data, length);
    if (name && written > 0)
        note('W', name, offset, data, written);
    return written;
}

int ftruncate64(int file, off_t length)
{
    int answer = real_ftruncate(file, length);
    if (name_of(file) && !answer)
        note('T', name_of(file), length, NULL, 0);
    return answer;
}

int ftruncate(int file, off_t length)
{
    return ftruncate64(file, length);
}

static int synced(int file, int (*sync)(int))
{
    const char *name = name_of(file);
    int answer;
    if (!name)
        return sync(file);
    if (!strcmp(name, ".")) {
        answer = sync(file);
        note('D', name, 0, NULL, 0);
        return answer;
    }
    if (++syncs == failing_sync || asked_for("FAIL_SYNC")) {
        note('F', name, 0, NULL, 0);
        errno = EIO;
        return -1;
    }
    answer = sync(file);
    note('S', name, 0, NULL, 0);
    return answer;
}

int fsync(int file)
{
    return synced(file, real_fsync);
}

int fdatasync(int file)
{
    return synced(file, real_fdatasync);
}

int unlink(const char *path)
{
    const char *name = within(path);
    int answer = real_unlink(path);
    if (name && !answer)
        note('U', name, 0, NULL, 0);
    return answer;
}

int rename(const char *from, const char *to)
{
    const char *name = within(from), *after = within(to);
    int answer = real_rename(from, to);
    if (name && after && !answer)
        note('R', name, 0, after, strlen(after));
    return answer;
}
