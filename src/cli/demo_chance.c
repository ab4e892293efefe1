/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_int.h"

uint64_t chance_next(struct chance *c)
{
    uint64_t z = c->state += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

uint32_t chance_below(struct chance *c, uint32_t n)
{
    return (uint32_t)(((chance_next(c) >> 32) * n) >> 32);
}

bool chance_hit(struct chance *c, uint32_t permille)
{
    return chance_below(c, 1000) < permille;
}
