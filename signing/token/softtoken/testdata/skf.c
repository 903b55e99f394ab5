// A UKey of GM/T 0016 in software, for tests: one device with one application
// and up to two containers, whose files lie in the folder that SOFTSKF names:
//
//   NAME.key         the private key, PEM
//   NAME.sign.cer    the certificate for signing, DER
//   NAME.enc.cer     the certificate for encryption, DER
//   pin, tries       the PIN, and how many tries are left
//   removed          is there if the device has been pulled out
//   after            if there: how many signatures until it is pulled out
//   forgetful        is there if each signature logs the user out
//
// The arithmetic is that of libcrypto. Handles are pointers to names.
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef WIDE // the ULONG of some vendors on Linux
typedef unsigned long ULONG;
#else
typedef uint32_t ULONG;
#endif
typedef int32_t BOOL;
typedef unsigned char BYTE;
typedef struct {
	BYTE r[64], s[64];
} BLOB;

enum {
	OK = 0,
	FAIL = 0x0A000001,
	NO_CERTIFICATE = 0x0A00001C,
	TOO_SMALL = 0x0A000020,
	REMOVED = 0x0A000023,
	PIN_WRONG = 0x0A000024,
	PIN_LOCKED = 0x0A000025,
	NOT_LOGGED_IN = 0x0A00002D,
	NO_APPLICATION = 0x0A00002E
};

static int logged_in;

static FILE *file(const char *name, const char *more, const char *mode) {
	char path[4096];
	const char *dir = getenv("SOFTSKF");
	snprintf(path, sizeof path, "%s/%s%s", dir ? dir : "/nowhere", name, more);
	return fopen(path, mode);
}

static int there(const char *name, const char *more) {
	FILE *f = file(name, more, "r");
	if (f)
		fclose(f);
	return f != NULL;
}

static int number(const char *name, int otherwise) {
	FILE *f = file(name, "", "r");
	if (f) {
		if (fscanf(f, "%d", &otherwise) != 1)
			otherwise = 0;
		fclose(f);
	}
	return otherwise;
}

static void put(const char *name, int n) {
	FILE *f = file(name, "", "w");
	if (f) {
		fprintf(f, "%d", n);
		fclose(f);
	}
}

static ULONG list(const char *names, ULONG size, char *out, ULONG *room) {
	if (there("removed", ""))
		return REMOVED;
	if (out) {
		if (*room < size)
			return TOO_SMALL;
		memcpy(out, names, size);
	}
	*room = size;
	return OK;
}

ULONG SKF_EnumDev(BOOL present, char *names, ULONG *size) {
	if (there("removed", "")) {
		*size = 0;
		return OK;
	}
	return list("SoftKey 1\0", sizeof "SoftKey 1\0", names, size);
}

ULONG SKF_ConnectDev(char *name, void **device) {
	if (there("removed", "") || strcmp(name, "SoftKey 1"))
		return REMOVED;
	*device = strdup(name);
	return OK;
}

ULONG SKF_DisConnectDev(void *device) {
	free(device);
	return OK;
}

ULONG SKF_EnumApplication(void *device, char *names, ULONG *size) { return list("GM\0", sizeof "GM\0", names, size); }

ULONG SKF_OpenApplication(void *device, char *name, void **app) {
	if (strcmp(name, "GM"))
		return NO_APPLICATION;
	*app = strdup(name);
	return OK;
}

ULONG SKF_CloseApplication(void *app) {
	free(app);
	logged_in = 0;
	return OK;
}

ULONG SKF_EnumContainer(void *app, char *names, ULONG *size) {
	char all[64];
	ULONG n = 0;
	for (int i = 0; i < 2; i++) {
		const char *name = i ? "rsa" : "sm2";
		if (there(name, ".sign.cer") || there(name, ".enc.cer")) {
			strcpy(all + n, name);
			n += strlen(name) + 1;
		}
	}
	all[n++] = 0;
	return list(all, n, names, size);
}

ULONG SKF_OpenContainer(void *app, char *name, void **container) {
	if (there("removed", ""))
		return REMOVED;
	*container = strdup(name);
	return OK;
}

ULONG SKF_CloseContainer(void *container) {
	free(container);
	return OK;
}

ULONG SKF_VerifyPIN(void *app, ULONG type, char *pin, ULONG *left) {
	char right[64] = "";
	int tries = number("tries", 3);
	FILE *f;
	if (there("removed", ""))
		return REMOVED;
	*left = tries;
	if (tries == 0)
		return PIN_LOCKED;
	f = file("pin", "", "r");
	if (type != 1 || !f || fscanf(f, "%63s", right) != 1)
		return FAIL;
	fclose(f);
	if (strcmp(right, pin)) {
		put("tries", *left = tries - 1);
		return PIN_WRONG;
	}
	put("tries", 3);
	logged_in = 1;
	return OK;
}

ULONG SKF_ExportCertificate(void *container, BOOL sign, BYTE *out, ULONG *size) {
	FILE *f = file(container, sign ? ".sign.cer" : ".enc.cer", "r");
	if (!f)
		return NO_CERTIFICATE;
	*size = fread(out, 1, *size, f);
	fclose(f);
	return OK;
}

// may_sign says whether a signature is made now, and counts.
static ULONG may_sign(void) {
	int after = number("after", -1);
	if (after == 0)
		put("removed", 1);
	else if (after > 0)
		put("after", after - 1);
	if (there("removed", ""))
		return REMOVED;
	if (!logged_in)
		return NOT_LOGGED_IN;
	if (there("forgetful", ""))
		logged_in = 0;
	return OK;
}

static EVP_PKEY *key(void *container) {
	FILE *f = file(container, ".key", "r");
	EVP_PKEY *k = f ? PEM_read_PrivateKey(f, NULL, NULL, NULL) : NULL;
	if (f)
		fclose(f);
	return k;
}

// SM2 over a digest that already holds the signer's identity (GB/T 32918.2,
// 6.1, from step A3 on).
ULONG SKF_ECCSignData(void *container, BYTE *data, ULONG n, BLOB *out) {
	ULONG result = may_sign();
	EVP_PKEY *pkey;
	BIGNUM *d = NULL, *e, *k, *r, *s, *t, *x, *order;
	EC_GROUP *group;
	EC_POINT *point;
	BN_CTX *ctx;
	if (result)
		return result;
	if (n != 32 || !(pkey = key(container)))
		return FAIL;
	if (!EVP_PKEY_get_bn_param(pkey, "priv", &d))
		return FAIL;
	ctx = BN_CTX_new();
	group = EC_GROUP_new_by_curve_name(NID_sm2);
	point = EC_POINT_new(group);
	order = BN_dup(EC_GROUP_get0_order(group));
	e = BN_bin2bn(data, n, NULL);
	k = BN_new(), r = BN_new(), s = BN_new(), t = BN_new(), x = BN_new();
	do {
		do {
			BN_priv_rand_range(k, order);
		} while (BN_is_zero(k));
		EC_POINT_mul(group, point, k, NULL, NULL, ctx);
		EC_POINT_get_affine_coordinates(group, point, x, NULL, ctx);
		BN_mod_add(r, e, x, order, ctx);  // r = e + x
		BN_add(t, r, k);
		BN_mul(s, r, d, ctx);             // s = (k - r d) / (1 + d)
		BN_mod_sub(s, k, s, order, ctx);
		BN_copy(x, d);
		BN_add_word(x, 1);
		BN_mod_inverse(x, x, order, ctx);
		BN_mod_mul(s, s, x, order, ctx);
	} while (BN_is_zero(r) || BN_cmp(t, order) == 0 || BN_is_zero(s));
	BN_bn2binpad(r, out->r, 64);
	BN_bn2binpad(s, out->s, 64);
	BN_CTX_free(ctx);
	EC_POINT_free(point);
	EC_GROUP_free(group);
	BN_free(d), BN_free(e), BN_free(k), BN_free(r), BN_free(s), BN_free(t), BN_free(x), BN_free(order);
	EVP_PKEY_free(pkey);
	return OK;
}

// data is a DigestInfo; what is added is the padding of PKCS #1 v1.5.
ULONG SKF_RSASignData(void *container, BYTE *data, ULONG n, BYTE *out, ULONG *size) {
	ULONG result = may_sign();
	EVP_PKEY *pkey;
	EVP_PKEY_CTX *ctx;
	size_t room = *size;
	int ok;
	if (result)
		return result;
	if (!(pkey = key(container)))
		return FAIL;
	ctx = EVP_PKEY_CTX_new(pkey, NULL);
	ok = EVP_PKEY_sign_init(ctx) > 0 && EVP_PKEY_CTX_set_rsa_padding(ctx, 1) > 0 && EVP_PKEY_sign(ctx, out, &room, data, n) > 0;
	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(pkey);
	*size = room;
	return ok ? OK : FAIL;
}
