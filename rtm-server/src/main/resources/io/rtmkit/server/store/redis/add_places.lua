-- Adds places of messages to what users sent or received. Repeatable: a place is there once.
-- KEYS    zsets  places, all with score 0 and so sorted by their bytes: log id u64; p or c; the other
--                user or the channel
-- ARGV[1] int    seconds for which keys live on
-- ARGV[2] int    age in ms beyond which messages are not read
-- ARGV[3] int    1 to look for what is too old
-- ARGV[4..] per place: the number of its key, place
-- returns how many were not there
local MOST_OLD = 2048
local added = 0
for i = 4, #ARGV, 2 do
  added = added + redis.call('ZADD', KEYS[tonumber(ARGV[i])], 0, ARGV[i + 1])
end
-- Keys live an hour longer than what is in them; so once in a while is enough.
for _, key in ipairs(KEYS) do
  local left = redis.call('TTL', key)
  if left < 0 or left < ARGV[1] - 1800 then
    redis.call('EXPIRE', key, ARGV[1])
  end
end
if ARGV[3] == '1' then
  local time = redis.call('TIME')
  local old = math.max(0, time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[2])
  local last, left = '(' .. struct.pack('>I8', old * 1048576), MOST_OLD
  for _, key in ipairs(KEYS) do
    local gone = redis.call('ZRANGEBYLEX', key, '-', last, 'LIMIT', 0, left)
    if #gone > 0 then
      redis.call('ZREM', key, unpack(gone))
    end
    left = left - #gone
  end
end
return { added }
