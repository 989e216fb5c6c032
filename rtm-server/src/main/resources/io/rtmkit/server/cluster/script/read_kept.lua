-- Reads which messages that are kept for lost members were published after a time. Writes nothing.
-- KEYS[1] zset   see publish.lua
-- ARGV[1] int    Unix us
-- ARGV[2] int    the most that are wanted, of the newest
-- returns how many there are; the stored ids of the newest, in the order of their publication
local after = '(' .. ARGV[1]
local reply = { redis.call('ZCOUNT', KEYS[1], after, '+inf') }
local newest = redis.call('ZREVRANGEBYSCORE', KEYS[1], '+inf', after, 'LIMIT', 0, ARGV[2])
for i = #newest, 1, -1 do
  reply[#reply + 1] = newest[i]
end
return reply
