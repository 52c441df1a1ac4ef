from synapse.demo.rest.call import Call, Reply, ok
from synapse.demo.rest.route import Access, Route

SESSIONS_PER_DAY = 1000
DAY_MS = 86_400_000


def gateway(call: Call) -> Reply:
    """GET /gateway."""
    return ok({"url": call.backend.gateway_url})


def gateway_bot(call: Call) -> Reply:
    """GET /gateway/bot: the address, how many shards, how many sessions are left today."""
    used = call.backend.hub.counters["identifies"] % SESSIONS_PER_DAY
    limits = {
        "total": SESSIONS_PER_DAY,
        "remaining": SESSIONS_PER_DAY - used,
        "reset_after": DAY_MS,
        "max_concurrency": 1,
    }
    shards = call.backend.options.shards
    return ok({"url": call.backend.gateway_url, "shards": shards, "session_start_limit": limits})


ROUTES = [Route("GET", "/gateway", gateway, Access.OPEN), Route("GET", "/gateway/bot", gateway_bot)]
