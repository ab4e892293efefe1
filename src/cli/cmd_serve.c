/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/verbs.h"

static bool run(struct cli *c, struct err *e)
{
    const char *listen = opt_value(c, "listen") ? opt_value(c, "listen") : "127.0.0.1:8080";
    return args_at_most(c, 0, e) && register_ensure(c, e) && serve_until_told(c, c->data, listen, NULL, NULL, e);
}

static const struct opt opts[] = {
    {"listen", "ADDRESS:PORT", "监听地址，默认 127.0.0.1:8080", "where to listen, 127.0.0.1:8080 unless given"},
    {"per-address", "N", "每个地址最多的连接数，默认 32；置于反向代理之后时应放宽",
     "connections an address may hold, 32 unless given; more behind a reverse proxy"},
    {"behind-proxy", NULL, "置于反向代理之后：接受来自其他机器的密钥（到代理的连接须加密）",
     "behind a reverse proxy that encrypts: take keys that come from another machine"},
    {0},
};
const struct verb verb_serve = {
    .name = "serve",
    .usage = "[--listen ADDRESS:PORT] [--per-address N] [--behind-proxy]",
    .zh = "提供网页与接口",
    .en = "serve the pages and the JSON",
    .examples = "gongshi serve\ngongshi serve --data ./demo-data --listen 127.0.0.1:9000",
    .opts = opts,
    .run = run,
};
