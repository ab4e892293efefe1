/* SPDX-License-Identifier: Apache-2.0 */
/*
 * access: the keys of agencies. Programs show one; from it follows for which agency they may speak. The room knows
 * no act but key.add and key.revoke, and decides nothing of what an agency may do: that is the check's.
 *
 *   A1  A secret is 256 random bits, handed out once. Kept are its HMAC-SHA-256 under the register's key, bound to id
 *       and agency, and nothing from which it could be made again.
 *   A2  A key that is malformed, unknown or revoked fits alike: not. Secrets are compared in constant time.
 *   A3  Which keys are live is a projection of the journal: a revocation holds for everything judged after its commit.
 *
 * Printed a key is `gsk_ID_SECRET`: ID is 16 hex digits (it finds the key, is shown in lists and stands in the journal
 * as actor), SECRET 52 characters of base32 (RFC 4648, lower case). As a pattern: gsk_[0-9a-f]{16}_[a-z2-7]{52}.
 *
 * Readers take any connection; texts live in the arena passed in.
 */
#ifndef GONGSHI_ACCESS_H
#define GONGSHI_ACCESS_H

#include "journal/journal.h"

enum { ACCESS_ID_CHARS = 16, ACCESS_KEY_CHARS = 4 + ACCESS_ID_CHARS + 1 + 52, ACCESS_MAC_CHARS = 52 };

/* A key just made. Whoever has shown `printed` wipes it. */
struct access_fresh {
    char id[ACCESS_ID_CHARS + 1], printed[ACCESS_KEY_CHARS + 1];
    char mac[ACCESS_MAC_CHARS + 1]; /* base32, what key.add files */
};
void access_key_make(const struct keys *k, struct str agency, struct access_fresh *out);
/* Whether a text has the form of an id, and of a MAC. */
bool access_id_is_formed(struct str id);
bool access_mac_is_formed(struct str mac);

struct access_key {
    struct str id, agency, label;
    struct instant added, revoked; /* revoked.s = 0: live */
    int64_t add_seq, revoke_seq;
};
/* The key whose printed form this is. *fits false: none that is live (A2). */
bool access_key_shown(struct store *s, const struct keys *k, struct str printed, struct arena *a, bool *fits,
                      struct access_key *out, struct err *e) MUST_CHECK;
bool access_key_find(struct store *s, struct str id, struct arena *a, bool *found, struct access_key *out,
                     struct err *e) MUST_CHECK;
/* All keys of an agency, of all agencies when it is empty; by agency, then by the order they were made in. */
bool access_keys(struct store *s, struct str agency, struct arena *a, struct access_key **out, size_t *n,
                 struct err *e) MUST_CHECK;
/* Whether the agency has a live key; any agency when it is empty. */
bool access_has_key(struct store *s, struct str agency, bool *has, struct err *e) MUST_CHECK;

/* Applies a journaled key.add or key.revoke: `act` alone calls it, inside its transaction. */
bool access_apply(struct store *s, const struct journal_entry *entry, struct err *e) MUST_CHECK;

#endif
