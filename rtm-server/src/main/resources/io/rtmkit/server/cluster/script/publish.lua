-- Appends messages of members, or of back ends, to a channel.
-- Behind time.lua, operation.lua, channel.lua, channel_log.lua, channel_members.lua and
-- channel_life.lua.
-- KEYS[2] zset   stored ids (20 digits) of messages that are kept for lost members, by when they were
--                published: Unix us, each behind the one before, as the ids may not be
-- KEYS[3..8]     see channel.lua
-- ARGV[3] text   server
-- ARGV[4..6]     limits of the log: events, bytes, age in ms
-- ARGV[7] int    seconds for which stored ids live on
-- ARGV[8] text   epoch of what the server knows of the channel, '' if nothing
-- ARGV[9] int    offset up to which it knows it
-- ARGV[10] text  epoch of the next life if Redis is behind that
-- ARGV[11..] per message: sender, its session ('' for a back end), epoch of that, 1 if it may be in
--                the log already, message id u64, stored id (20 digits, '' for none), event
-- returns facts, of a repeat too as they are now; per message the offset, 0 if it was published and
-- its place is not known any more, -1 if the sender may not
local PIECE = 32
local MOST_KEPT = 1000
local kept = KEYS[2]

-- Offset of the newest message with an id.
local function search(open, id)
  local start = struct.pack('>I2', #id) .. id
  local size = redis.call('LLEN', log)
  for last = size - 1, 0, -PIECE do
    local first = math.max(0, last - PIECE + 1)
    local piece = redis.call('LRANGE', log, first, last)
    for i = #piece, 1, -1 do
      if piece[i]:sub(1, #start) == start then
        return open.offset - (size - first) + i
      end
    end
  end
end

local function may(user, sid, epoch)
  if sid == '' then
    return true
  end
  local _, ownEpoch, node, own = find(user)
  return own == sid and ownEpoch == epoch and node == ARGV[3]
end

if repeated then
  return { tell(), repeated }
end
local known, count = readFacts(), countMembers()
endIfBehind(known, ARGV[8], ARGV[9], ARGV[10])
local open = openLog(known, ARGV[4], ARGV[5], ARGV[6])
local before, stored = open.offset, known[7] or ''
local place -- of the last stored id
local offsets = {}
local function keep(id)
  place = place or tonumber(redis.call('ZREVRANGE', kept, 0, 0, 'WITHSCORES')[2] or '0')
  place = math.max(us(), place + 1)
  redis.call('ZADD', kept, text(place), id)
  stored = id
end

-- 0 if a message was published so long ago that nobody knows its place any more.
local function isKept(id)
  return id ~= '' and redis.call('ZSCORE', kept, id) and 0
end

for i = 11, #ARGV, 7 do
  local id = ARGV[i + 4] .. ARGV[i]
  local offset = -1
  if known[1] and may(ARGV[i], ARGV[i + 1], ARGV[i + 2]) then
    offset = ARGV[i + 3] == '1' and (search(open, id) or isKept(ARGV[i + 5]))
    if not offset then
      offset = append(open, id, ARGV[i + 6])
      if ARGV[i + 5] ~= '' then
        keep(ARGV[i + 5])
      end
    end
  end
  offsets[#offsets + 1] = offset
end
if place then
  redis.call('ZREMRANGEBYRANK', kept, 0, -MOST_KEPT - 1)
  redis.call('EXPIRE', kept, ARGV[7])
end
if open.offset > before then
  closeLog(open, 'sid', stored)
  known[2], known[7] = text(open.offset), stored
  settle(count)
end
return { tell(known, count), answer(offsets) }
