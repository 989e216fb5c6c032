-- Part of scripts for the log of a channel. Behind channel.lua.
-- An entry: length u16 and bytes of the id (message id u64, sender; nothing if it is no message),
-- then the event.

-- Starts to append, behind facts that have been read; limits are events, bytes and age in ms.
local function openLog(known, most, mostBytes, age)
  return { offset = tonumber(known[2] or '0'), size = 0, bytes = tonumber(known[8] or '0'),
    most = tonumber(most), mostBytes = tonumber(mostBytes), age = age }
end

-- Appends; returns the offset.
local function append(open, id, event)
  local entry = struct.pack('>I2', #id) .. id .. event
  open.size = redis.call('RPUSH', log, entry)
  open.offset = open.offset + 1
  -- An old log ends by itself.
  open.bytes = (open.size == 1 and 0 or open.bytes) + #entry
  return open.offset
end

-- Drops what is too much, and keeps what was counted, with other facts that are given; something has
-- been appended.
local function closeLog(open, ...)
  while open.size > 0 and (open.size > open.most or open.bytes > open.mostBytes) do
    local entry = redis.call('LPOP', log)
    open.size = open.size - 1
    open.bytes = open.bytes - (entry and #entry or 0)
  end
  redis.call('HSET', facts, 'q', text(open.offset), 'lb', text(open.bytes), ...)
  redis.call('PEXPIRE', log, open.age)
end

-- Whether a position is one of the channel: '' is none.
local function isKnown(epoch, offset, last)
  return epoch ~= '' and epoch == redis.call('HGET', facts, 'ep')
      and tonumber(offset) >= 0 and tonumber(offset) <= last
end

-- 1 if the position is known, the first offset from which nothing is missing, the events behind it
-- up to another offset.
local function slice(epoch, offset, last)
  if not isKnown(epoch, offset, last) then
    return { 0, 0, {} }
  end
  local first = tonumber(redis.call('HGET', facts, 'q')) - redis.call('LLEN', log) + 1
  local from = math.max(tonumber(offset) + 1, math.min(first, last + 1))
  if from > last then
    return { 1, from, {} }
  end
  return { 1, from, redis.call('LRANGE', log, from - first, last - first) }
end

