/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A person as subject of a formal decision. The number comes in, and leaves at once: what stays is a mask that
 * thousands of numbers fit and a hash under a key that no backup holds (P1, P2). Nobody under age is named (N4).
 */
#include "act_int.h"

#include "uscc/uscc.h"

enum { ID_CHARS = 18, FULL_AGE = 18, BIRTH_AT = 6, BIRTH_CHARS = 8 };

static int number_of(struct day d)
{
    int y, m, day;
    day_to_date(d, &y, &m, &day);
    return y * 10000 + m * 100 + day;
}

static bool is_minor(const char id[ID_CHARS], struct day today)
{
    int64_t born = 0;
    return str_int(str_n(id + BIRTH_AT, BIRTH_CHARS), &born) && born + FULL_AGE * 10000 > number_of(today);
}

static void seal(const struct keys *k, struct arena *a, const char id[ID_CHARS], struct act_person *p)
{
    uint8_t mac[SHA256_BYTES];
    struct buf hex = {0};
    hmac_sha256(k->person, sizeof k->person, id, ID_CHARS, mac);
    hex_put(&hex, mac, sizeof mac);
    p->id_hmac = str_dup(a, buf_view(&hex));
    p->id_mask = str_printf(a, "%.6s********%.4s", id, id + ID_CHARS - 4);
    buf_free(&hex);
}

static const char *fault_of(const struct keys *k, const struct act_person *p, char id[ID_CHARS], struct day today)
{
    if (p->id_no.n != ID_CHARS)
        return "person-id";
    memcpy(id, p->id_no.p, ID_CHARS);
    id[ID_CHARS - 1] = id[ID_CHARS - 1] == 'x' ? 'X' : id[ID_CHARS - 1];
    if (!k->has_person)
        return "person-key";
    if (!uscc_is_resident_id(id, ID_CHARS, false, number_of(today)))
        return "person-id";
    return is_minor(id, today) ? "person-minor" : NULL;
}

const char *person_seal(const struct keys *k, struct arena *a, struct day today, struct act *act, struct findings *f)
{
    struct act_person *p = &act->person;
    char id[ID_CHARS] = {0};
    if (!p->id_no.n)
        return NULL;
    const char *fault = fault_of(k, p, id, today);
    if (!fault)
        seal(k, a, id, p);
    mem_wipe((void *)(uintptr_t)p->id_no.p, p->id_no.n); /* its text lives in the arena of the act */
    mem_wipe(id, sizeof id);
    p->id_no = STR_NONE;
    if (fault)
        finding_at(f, FINDING_ERROR, 0, 0, fault, STR_NONE, STR_NONE, STR_NONE);
    else
        act->subject = str_printf(a, PERSON_PREFIX "%.*s", STR_FMT(p->id_hmac));
    return fault;
}
