-- Counts the members of a channel. Writes nothing.
-- KEYS[1] hash   members; see channel.lua
-- returns how many there are
return { redis.call('HLEN', KEYS[1]) }
