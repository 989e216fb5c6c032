-- Part of scripts for a channel: its keys, what is told of it, and how long it lives.
-- Behind time.lua.
-- The last six keys are those of the channel:
-- hash   facts: ep epoch (a random number), q offset of the last event, mv version of the roster
--        (rises with the Unix us), av revision of the attributes, at that of the last write that
--        members were told of, lv revision of the locks, lk how many there were, sid stored id that
--        was published last (20 digits), lb bytes in the log
-- hash   members: user -> 'version of the roster when it joined, epoch of its session, server,
--        session'
-- hash   server -> members there
-- list   the last events, newest last; see channel_log.lua
-- hash   attributes; see attributes.lua
-- hash   locks; see locks.lua
local facts, members, nodes, log, attributes, locks = unpack(KEYS, #KEYS - 5)

-- The facts, in this order.
local function readFacts()
  return redis.call('HMGET', facts, 'ep', 'q', 'mv', 'av', 'at', 'lv', 'sid', 'lb')
end

local function countMembers()
  return redis.call('HLEN', members)
end

-- Epoch, offset, members, versions of the roster, the attributes, those told, the locks, stored id,
-- servers. Of facts and a number of members that have been read, if any.
local function tell(known, counted)
  local f = known or readFacts()
  local count = counted or countMembers()
  if count == 0 and redis.call('EXISTS', attributes) == 0 then
    f[4], f[5] = '0', '0'
  end
  return { f[1] or '', tonumber(f[2] or '0'), count, tonumber(f[3] or '0'), tonumber(f[4] or '0'),
    tonumber(f[5] or '0'), tonumber(f[6] or '0'), f[7] or '', redis.call('HKEYS', nodes) }
end

-- When in Unix ms the last of the locks ends.
local function lastLockEnds()
  local last = 0
  for _, lock in ipairs(redis.call('HVALS', locks)) do
    local _, ends = struct.unpack('>I8I8', lock)
    last = math.max(last, ends)
  end
  return last
end

-- An empty channel lives as long as something of it does; returns whether it is over. The number
-- of members may be given, if it has been read.
local function settle(counted)
  if (counted or countMembers()) > 0 then
    return false
  end
  -- One entry is the revision.
  if redis.call('HLEN', attributes) <= 1 then
    redis.call('DEL', attributes)
  end
  local left = math.max(lastLockEnds() - ms(), redis.call('PTTL', log), redis.call('PTTL', attributes))
  if left <= 0 then
    redis.call('DEL', facts, members, nodes, log, attributes, locks)
    return true
  end
  redis.call('PEXPIRE', facts, left)
  return false
end

