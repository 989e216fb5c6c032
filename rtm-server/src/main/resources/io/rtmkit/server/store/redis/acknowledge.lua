-- Removes what a user has. Repeatable: what is told of losses counts once per operation.
-- KEYS[1] list, KEYS[2] hash, KEYS[3] hash: see store_queued.lua
-- ARGV[1] int    up to this offset
-- ARGV[2] int    so many losses were told
-- ARGV[3] bytes  operation id; one operation of a queue at a time
-- returns how many messages were removed
local removed = 0
while true do
  local piece = redis.call('LRANGE', KEYS[1], 0, 31)
  local ids = {}
  for _, entry in ipairs(piece) do
    if struct.unpack('>I8', entry) > tonumber(ARGV[1]) then
      break
    end
    ids[#ids + 1] = entry:sub(18, 17 + entry:byte(17))
  end
  if #ids > 0 then
    redis.call('LTRIM', KEYS[1], #ids, -1)
    redis.call('HDEL', KEYS[2], unpack(ids))
    removed = removed + #ids
  end
  if #ids < 32 then
    break
  end
end
local told = tonumber(ARGV[2])
if told > 0 and redis.call('EXISTS', KEYS[3]) == 1
    and redis.call('HGET', KEYS[3], 'told') ~= ARGV[3] then
  local lost = tonumber(redis.call('HGET', KEYS[3], 'lost') or '0')
  redis.call('HSET', KEYS[3], 'lost', math.max(0, lost - told), 'told', ARGV[3])
end
return { removed }
