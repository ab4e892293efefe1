/* SPDX-License-Identifier: Apache-2.0 */
/* From "host:port" to a listening socket. Numbers only: no name service is asked. */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http_int.h"

static bool split_address(struct arena *a, const char *text, const char **host, const char **port, struct err *e)
{
    struct str s = str_of(text);
    const char *colon = strrchr(text, ':');
    int64_t number = -1;
    if (!colon || colon == text || !str_int(str_of(colon + 1), &number) || number < 0 || number > 65535)
        return ERR(e, ERR_INVALID, "the address to listen on is HOST:PORT, as in 127.0.0.1:8080, not '%.60s'", text);
    size_t host_n = (size_t)(colon - text);
    struct str h = str_n(s.p, host_n);
    if (h.n > 2 && h.p[0] == '[' && h.p[h.n - 1] == ']')
        h = str_n(h.p + 1, h.n - 2);
    if (str_is(h, "localhost"))
        h = STR("127.0.0.1");
    *host = str_z(a, h);
    *port = colon + 1;
    return true;
}

static int port_of(int fd)
{
    struct sockaddr_storage ss;
    socklen_t n = sizeof ss;
    if (getsockname(fd, (struct sockaddr *)&ss, &n) != 0)
        return 0;
    return ntohs(ss.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&ss)->sin6_port
                                          : ((struct sockaddr_in *)&ss)->sin_port);
}

static bool bind_and_listen(const struct addrinfo *to, const char *text, int *fd, struct err *e)
{
    int s = socket(to->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), one = 1;
    if (s < 0)
        return ERR_ERRNO(e, "socket");
    (void)setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(s, to->ai_addr, to->ai_addrlen) == 0 && listen(s, 1024) == 0) {
        *fd = s;
        return true;
    }
    int why = errno;
    (void)close(s);
    if (why == EADDRINUSE)
        return ERR(e, ERR_BUSY, "%.60s is in use by another program; choose another address with --listen", text);
    errno = why;
    return ERR_ERRNO(e, "listening on %.60s", text);
}

bool http_listen(const char *listen_on, int *fd, int *port, struct err *e)
{
    struct arena *a = arena_new();
    struct addrinfo want = {.ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    const char *host = NULL, *number = NULL;
    bool ok = false;
    if (!split_address(a, listen_on, &host, &number, e))
        goto out;
    if (getaddrinfo(host, number, &want, &found) != 0) {
        (void)ERR(e, ERR_INVALID, "'%.60s' is no address to listen on (numbers only, as in 127.0.0.1:8080)", listen_on);
        goto out;
    }
    if (!bind_and_listen(found, listen_on, fd, e))
        goto out;
    *port = port_of(*fd);
    ok = true;
out:
    if (found)
        freeaddrinfo(found);
    arena_free(a);
    return ok;
}
