-- Part of scripts for the locks of a channel. Behind time.lua, operation.lua and channel.lua.
-- A hash of them: name -> token u64 (the revision when it was acquired), Unix ms of its end u64,
-- owner. Redis drops it when the last of them ends, so the facts say how many there were.
local f = redis.call('HMGET', facts, 'lv', 'lk')
local revision, counted = f[1] or '0', tonumber(f[2] or '0')
local held, changed = {}, false

local function change()
  revision = text(rise(revision))
  changed = true
end

local function forget(place)
  redis.call('HDEL', locks, held[place].name)
  table.remove(held, place)
  change()
end

local all = redis.call('HGETALL', locks)
for i = 1, #all, 2 do
  local token, ends, owner = struct.unpack('>I8I8', all[i + 1])
  if ends > ms() then
    held[#held + 1] = { name = all[i], token = token, ends = ends, owner = all[i + 1]:sub(owner) }
  else
    redis.call('HDEL', locks, all[i])
  end
end
table.sort(held, function(a, b) return a.token < b.token end)
if #held ~= counted then
  change()
end

-- Keeps what was done; returns 1 if holders came or went; locks: name, owner, token, ms left;
-- revision; ms until the next of them ends, 0 if there is none; servers that have members.
local function described()
  local listed, next, last = {}, 0, 0
  for _, lock in ipairs(held) do
    local left = lock.ends - ms()
    listed[#listed + 1] = { lock.name, lock.owner, lock.token, left }
    next = next == 0 and left or math.min(next, left)
    last = math.max(last, left)
  end
  if changed then
    redis.call('HSET', facts, 'lv', revision, 'lk', #held)
  end
  if last > 0 then
    redis.call('PEXPIRE', locks, last)
  end
  local servers = redis.call('HKEYS', nodes)
  if changed or last > 0 then
    settle()
  end
  return changed and 1 or 0, listed, tonumber(revision), next, servers
end

