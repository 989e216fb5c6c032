-- Forgets a server. Repeatable.
-- KEYS[1] zset, KEYS[2] hash: see beat.lua
-- ARGV[1] text   the server
-- ARGV[2] int    1 if it leaves by itself; otherwise a lease that holds stays
-- returns 1 if nothing is left of it
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ends = redis.call('ZSCORE', KEYS[1], ARGV[1])
if ends and ARGV[2] ~= '1' and tonumber(ends) > now then
  return { 0 }
end
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
return { 1 }
