-- Removes from the inbox of a server what it has read, and lets the inbox live on. Repeatable.
-- KEYS[1] stream b: a batch
-- ARGV[1] int    Unix ms of the id that was read last, 0 if nothing was
-- ARGV[2] int    and its counter
-- ARGV[3] int    ms for which the inbox lives on
-- ARGV[4] int    1 to create it if it is not there
-- returns 1 if it is there; 1 if it is behind what was read
if redis.call('EXISTS', KEYS[1]) == 0 then
  if ARGV[4] ~= '1' then
    return { 0, 0 }
  end
  redis.call('XDEL', KEYS[1], redis.call('XADD', KEYS[1], '*', 'b', ''))
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])

-- A replica that became the master may not have had the last entries, and its clock may be behind:
-- then new ones come in front of what was read.
local ms, counter
local about = redis.call('XINFO', 'STREAM', KEYS[1])
for i = 1, #about, 2 do
  if about[i] == 'last-generated-id' then
    ms, counter = about[i + 1]:match('(%d+)-(%d+)')
  end
end
ms, counter = tonumber(ms), tonumber(counter)
local readMs, readCounter = tonumber(ARGV[1]), tonumber(ARGV[2])
if ms < readMs or (ms == readMs and counter < readCounter) then
  return { 1, 1 }
end
if readMs > 0 then
  redis.call('XTRIM', KEYS[1], 'MINID', ARGV[1] .. '-' .. ARGV[2])
end
return { 1, 0 }
