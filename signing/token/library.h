// Loading a library at run time, on every system.
#ifndef SHENQIAN_LIBRARY_H
#define SHENQIAN_LIBRARY_H

#include <stdlib.h>

#ifdef _WIN32
#include <windows.h>

// path is UTF-8.
static void *library_open(const char *path) {
	wchar_t wide[32768];
	if (!MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, 32768))
		return NULL;
	return (void *)LoadLibraryW(wide);
}

static void *library_function(void *library, const char *name) {
	return (void *)GetProcAddress((HMODULE)library, name);
}
#else
#include <dlfcn.h>

static void *library_open(const char *path) { return dlopen(path, RTLD_NOW | RTLD_LOCAL); }

static void *library_function(void *library, const char *name) { return dlsym(library, name); }
#endif

#endif
