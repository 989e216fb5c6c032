-- Notes that the members of a channel are known to the message store. Repeatable.
-- KEYS[1] hash   facts; see channel.lua
-- KEYS[2] hash   members
-- returns 1 if the channel has members; otherwise nothing was noted
if redis.call('HLEN', KEYS[2]) == 0 then
  return { 0 }
end
redis.call('HSET', KEYS[1], 'nt', '1')
return { 1 }
