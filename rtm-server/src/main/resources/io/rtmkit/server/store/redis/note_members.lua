-- Remembers members of a channel. Repeatable.
-- KEYS[1] hash   user -> p (present) or l (lost), and since when in Unix ms
-- ARGV[1] int    age in ms beyond which a mark of a lost member is of no use
-- ARGV[2] int    seconds for which the marks live on
-- ARGV[3] text   the mark
-- ARGV[4..] users
-- returns nothing
-- In a busy channel the marks as a whole never end; so a few are looked at each time.
local time = redis.call('TIME')
local old = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1]
local some = redis.call('HRANDFIELD', KEYS[1], 16, 'WITHVALUES')
for i = 1, #some, 2 do
  if some[i + 1]:sub(1, 1) == 'l' and tonumber(some[i + 1]:sub(2)) < old then
    redis.call('HDEL', KEYS[1], some[i])
  end
end
for i = 4, #ARGV, 1 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[3])
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return {}
