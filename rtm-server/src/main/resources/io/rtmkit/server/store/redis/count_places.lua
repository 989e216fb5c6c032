-- Counts places of messages that a user sent or received. Writes nothing.
-- KEYS[1] zset   see add_places.lua
-- ARGV[1] to ARGV[4]: see read_places.lua
-- returns how many
local time = redis.call('TIME')
local old = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[4]
local first = ARGV[2]
if old > tonumber(ARGV[1]) then
  first = '[' .. struct.pack('>I8', old * 1048576)
end
return { redis.call('ZLEXCOUNT', KEYS[1], first, ARGV[3]) }
