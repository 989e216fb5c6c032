-- Appends messages to the log of a conversation. Repeatable when told that it may be a repeat.
-- KEYS[1] stream the log; an entry: f flags (1 offline, 2 historical), s sender, m message id u64,
--                b record
-- KEYS[2] hash   marks of members, which live on while something is said; none between two users
-- ARGV[1] int    age in ms beyond which a message is of no use
-- ARGV[2] int    seconds for which the log lives on
-- ARGV[3] int    seconds for which marks live on
-- ARGV[4..] per message: 1 if it may be there already, flags, sender, message id, record
-- returns per message: its id, 1 if it is new
local LOOK_BACK = 512
local time = redis.call('TIME')
local old = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1]
local recent
local replies = {}

local function find(sender, id)
  recent = recent or redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', LOOK_BACK)
  for _, entry in ipairs(recent) do
    if entry[2][6] == id and entry[2][4] == sender then
      return entry[1]
    end
  end
  return nil
end

for i = 4, #ARGV, 5 do
  local sender, id = ARGV[i + 2], ARGV[i + 3]
  local known = ARGV[i] == '1' and find(sender, id) or nil
  if known then
    replies[#replies + 1] = { known, 0 }
  else
    local place = redis.call(
        'XADD', KEYS[1], '*', 'f', ARGV[i + 1], 's', sender, 'm', id, 'b', ARGV[i + 4])
    replies[#replies + 1] = { place, 1 }
  end
end
redis.call('XTRIM', KEYS[1], 'MINID', '~', string.format('%.0f-0', math.max(0, old)))
redis.call('EXPIRE', KEYS[1], ARGV[2])
if KEYS[2] then
  redis.call('EXPIRE', KEYS[2], ARGV[3])
end
return replies
