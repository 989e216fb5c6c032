-- Keeps account of the bytes that the logs of an app take. Repeatable.
-- KEYS[1] stream what is in the logs, oldest first: c key of the log, i id in it, n bytes,
--                s sender, '' unless kept for history
-- KEYS[2] hash   bytes: sum of n; op: the last operation
-- ARGV[1] int    so many bytes the app may have
-- ARGV[2] int    age in ms beyond which messages went by themselves
-- ARGV[3] int    seconds for which the account lives on
-- ARGV[4] bytes  operation id; one operation of an app at a time
-- ARGV[5] id     up to here the messages that had to give way are removed; '' for none
-- ARGV[6..] per new message: key of the log, id in it, bytes, sender
-- returns the place of the last that must give way ('' if none), keys, ids and senders of all that must
local MOST_AT_ONCE = 256
local time = redis.call('TIME')
local old = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[2]
local bytes = tonumber(redis.call('HGET', KEYS[2], 'bytes') or '0')

local function forget(upTo)
  for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', upTo, 'COUNT', 2 * MOST_AT_ONCE)) do
    bytes = bytes - entry[2][6]
    redis.call('XDEL', KEYS[1], entry[1])
  end
end

if ARGV[5] ~= '' then
  forget(ARGV[5])
end
if old > 0 then
  forget(string.format('%.0f-0', old))
end
if redis.call('HGET', KEYS[2], 'op') ~= ARGV[4] then
  for i = 6, #ARGV, 4 do
    redis.call('XADD', KEYS[1], '*',
        'c', ARGV[i], 'i', ARGV[i + 1], 'n', ARGV[i + 2], 's', ARGV[i + 3])
    bytes = bytes + ARGV[i + 2]
  end
end
redis.call('HSET', KEYS[2], 'bytes', string.format('%.0f', math.max(0, bytes)), 'op', ARGV[4])
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('EXPIRE', KEYS[2], ARGV[3])

local reply = { '' }
local left = bytes - ARGV[1]
if left > 0 then
  for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', MOST_AT_ONCE)) do
    if left <= 0 then
      break
    end
    left = left - entry[2][6]
    reply[1] = entry[1]
    reply[#reply + 1] = entry[2][2]
    reply[#reply + 1] = entry[2][4]
    reply[#reply + 1] = entry[2][8] or ''
  end
end
return reply
