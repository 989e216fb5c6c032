-- Renews the lease of a server, and tells who else is there. Repeatable.
-- KEYS[1] zset   server -> end of its lease in Unix ms
-- KEYS[2] hash   server -> what it tells of itself
-- ARGV[1] text   the server
-- ARGV[2] bytes  what it tells of itself
-- ARGV[3] int    1 if it has no lease yet; otherwise it must have one
-- ARGV[4] int    ms for which the lease holds
-- returns 0 if the lease is new, 1 if it held, 2 if it was over, 3 if it is gone (then nothing was
--         written); the time in Unix ms; per server: its name, the end of its lease, what it tells
-- Leases of others that are over stay: somebody has to clean up first.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local own = redis.call('ZSCORE', KEYS[1], ARGV[1])
local state = 3
if own then
  state = tonumber(own) > now and 1 or 2
elseif ARGV[3] == '1' then
  state = 0
end
if state ~= 3 then
  redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[4]), ARGV[1])
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
end

local reply = { state, now }
local leases = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 1, #leases, 2 do
  reply[#reply + 1] = leases[i]
  reply[#reply + 1] = tonumber(leases[i + 1])
  reply[#reply + 1] = redis.call('HGET', KEYS[2], leases[i]) or ''
end
return reply
