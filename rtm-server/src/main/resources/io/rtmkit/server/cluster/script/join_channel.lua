-- Adds a member to a channel.
-- Behind time.lua, operation.lua, channel.lua, channel_log.lua and channel_members.lua.
-- KEYS[2..7]     see channel.lua
-- ARGV[3] text   server
-- ARGV[4] text   user
-- ARGV[5] text   session
-- ARGV[6] int    epoch of the session
-- ARGV[7] text   epoch of the channel if there is none
-- ARGV[8] text   last stored id of the channel if there is none
-- ARGV[9] int    up to so many members are told of joins and leaves
-- ARGV[10..12]   limits of the log: events, bytes, age in ms
-- ARGV[13] bytes the event that the user joined
-- ARGV[14] bytes the event that it left
-- ARGV[15] text  epoch of a position behind which events are wanted; '' if none are
-- ARGV[16] int   its offset
-- returns 1 if the session was a member; 1 if there was no channel; facts; offset of the event that
-- an older session of the user left, 0 if there is none; the same of the event that it joined;
-- offset before; when it joined, Unix ms; the events behind the position, see channel_log.lua
local function withReplay(reply)
  reply[8] = slice(ARGV[15], ARGV[16], reply[6])
  return reply
end

if repeated then
  return withReplay(repeated)
end
local node, user, sid, epoch = ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local created = redis.call('HSETNX', facts, 'ep', ARGV[7])
if created == 1 then
  redis.call('DEL', log)
  redis.call('HSET', facts, 'q', '0', 'lb', '0')
end
redis.call('HSETNX', facts, 'sid', ARGV[8])

local joined, _, oldNode, oldSid = find(user)
local already = oldSid == sid
local open = openLog(readFacts(), ARGV[10], ARGV[11], ARGV[12])
local before = open.offset
local left, came = 0, 0
local replay = slice(ARGV[15], ARGV[16], before)
if already then
  move(user, joined, epoch, oldNode, node, sid)
else
  if oldSid then
    left = remove(user, oldNode, open, ARGV[9], ARGV[14])
  elseif redis.call('HLEN', members) == 0 then
    if redis.call('EXISTS', attributes) == 0 then
      redis.call('HDEL', facts, 'av', 'at') -- their time is over
    end
    redis.call('PERSIST', facts)
    redis.call('PERSIST', attributes)
  end
  put(user, changeRoster(), epoch, node, sid)
  count(node, 1)
  if redis.call('HLEN', members) <= tonumber(ARGV[9]) then
    came = append(open, '', ARGV[13])
  end
  if open.offset > before then
    closeLog(open)
  end
end
local reply = answer({ already and 1 or 0, created, tell(), left, came, before, ms() })
reply[8] = replay
return reply
