-- Renews the lease of a server and tells who else has one.
-- Behind time.lua and operation.lua.
-- KEYS[2] zset   server -> when in Unix ms its lease ends
-- KEYS[3] hash   server -> what it tells of itself
-- ARGV[3] text   server
-- ARGV[4] bytes  what it tells of itself
-- ARGV[5] int    1 if it begins
-- ARGV[6] int    ms that the lease lasts
-- returns FRESH, KEPT, EXPIRED (it was over for a while) or GONE (and nothing was done); Unix ms;
-- servers with a lease and what they tell, in turn; those whose lease is over and since when, in turn
if repeated then
  return repeated
end
local ends = redis.call('ZSCORE', KEYS[2], ARGV[3])
local own = 'KEPT'
if ARGV[5] == '1' then
  own = 'FRESH'
elseif not ends then
  own = 'GONE'
elseif tonumber(ends) <= ms then
  own = 'EXPIRED'
end
if own ~= 'GONE' then
  redis.call('ZADD', KEYS[2], text(ms + ARGV[6]), ARGV[3])
  redis.call('HSET', KEYS[3], ARGV[3], ARGV[4])
end

local live = {}
for _, node in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. text(ms), '+inf')) do
  live[#live + 1] = node
  live[#live + 1] = redis.call('HGET', KEYS[3], node) or ''
end
local expired = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', text(ms), 'WITHSCORES')
for i = 2, #expired, 2 do
  expired[i] = tonumber(expired[i])
end
return answer({ own, ms, live, expired })
