-- Adds places of messages to what a user sent or received. Repeatable: a place is there once.
-- KEYS[1] zset   places, all with score 0 and so sorted by their bytes: log id u64; p or c; the other
--                user or the channel
-- ARGV[1] int    age in ms beyond which messages are not read
-- ARGV[2] int    seconds for which the key lives on
-- ARGV[3..]      places
-- returns how many were not there
local MOST_OLD = 128
local time = redis.call('TIME')
local old = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1]
local added = 0
for i = 3, #ARGV do
  added = added + redis.call('ZADD', KEYS[1], 0, ARGV[i])
end
-- A few of the oldest at a time, but more than are added.
if old > 0 then
  local gone = redis.call(
      'ZRANGEBYLEX', KEYS[1], '-', '(' .. struct.pack('>I8', old * 1048576), 'LIMIT', 0, MOST_OLD)
  if #gone > 0 then
    redis.call('ZREM', KEYS[1], unpack(gone))
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return { added }
