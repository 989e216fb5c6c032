-- Reads places of messages that a user sent or received. Writes nothing.
-- KEYS[1] zset   see add_places.lua
-- ARGV[1] int    Unix ms of the first that is wanted
-- ARGV[2] bound  the first, as ZRANGEBYLEX takes it
-- ARGV[3] bound  the end
-- ARGV[4] int    age in ms beyond which a message is too old
-- ARGV[5] int    1 for newest first
-- ARGV[6] int    leaves out so many
-- ARGV[7] int    at most so many
-- returns places
local time = redis.call('TIME')
local old = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[4]
local first = ARGV[2]
if old > tonumber(ARGV[1]) then
  first = '[' .. struct.pack('>I8', old * 1048576)
end
if ARGV[5] == '1' then
  return redis.call('ZREVRANGEBYLEX', KEYS[1], ARGV[3], first, 'LIMIT', ARGV[6], ARGV[7])
end
return redis.call('ZRANGEBYLEX', KEYS[1], first, ARGV[3], 'LIMIT', ARGV[6], ARGV[7])
