from synapse.demo.rest import access
from synapse.demo.rest.call import Call, Reply, ok
from synapse.demo.rest.route import Route
from synapse.demo.world import payloads


def one(call: Call) -> Reply:
    """GET /guilds/{guild_id}."""
    guild = access.guild(call)
    payload = payloads.guild(guild)
    if call.flag("with_counts"):
        count = len(guild.members)
        payload |= {"approximate_member_count": count, "approximate_presence_count": count}
    return ok(payload)


ROUTES = [Route("GET", "/guilds/{guild_id}", one)]
