// Calls into a library of GM/T 0016. The standard's ULONG has 32 bits, some
// vendors' on Linux has 64: numbers that come back go into 64 bits that were
// zero, of which the low half counts, and of results the low 32 bits do.
#ifndef SHENQIAN_SKF_H
#define SHENQIAN_SKF_H

#include <stdint.h>

typedef unsigned long number; // by value in a register of either width

static uint32_t skf_list(void *f, void *of, char *names, uint64_t *size) {
	return (uint32_t)((number(*)(void *, char *, uint64_t *))f)(of, names, size);
}

static uint32_t skf_devices(void *f, char *names, uint64_t *size) {
	return (uint32_t)((number(*)(number, char *, uint64_t *))f)(1, names, size);
}

static uint32_t skf_connect(void *f, char *name, void **device) {
	return (uint32_t)((number(*)(char *, void **))f)(name, device);
}

static uint32_t skf_open(void *f, void *in, char *name, void **out) {
	return (uint32_t)((number(*)(void *, char *, void **))f)(in, name, out);
}

static uint32_t skf_close(void *f, void *what) { return (uint32_t)((number(*)(void *))f)(what); }

static uint32_t skf_pin(void *f, void *app, char *pin, uint64_t *left) {
	return (uint32_t)((number(*)(void *, number, char *, uint64_t *))f)(app, 1, pin, left);
}

static uint32_t skf_certificate(void *f, void *container, number sign, unsigned char *out, uint64_t *size) {
	return (uint32_t)((number(*)(void *, number, unsigned char *, uint64_t *))f)(container, sign, out, size);
}

static uint32_t skf_sign_ecc(void *f, void *container, unsigned char *data, number n, unsigned char *rs) {
	return (uint32_t)((number(*)(void *, unsigned char *, number, unsigned char *))f)(container, data, n, rs);
}

static uint32_t skf_sign_rsa(void *f, void *container, unsigned char *data, number n, unsigned char *out, uint64_t *size) {
	return (uint32_t)((number(*)(void *, unsigned char *, number, unsigned char *, uint64_t *))f)(container, data, n, out, size);
}

#endif
