-- Reads a piece of a queue, after what is too old was removed and counted. Repeatable.
-- KEYS[1] list, KEYS[2] hash, KEYS[3] hash: see store_queued.lua
-- ARGV[1] int    first offset that is wanted
-- ARGV[2] int    at most so many messages
-- ARGV[3] int    and about so many bytes, but always one message
-- ARGV[4] int    age in ms beyond which a message is too old
-- returns lost, removed now, where to read on, 1 if there is more, entries
local time = redis.call('TIME')
local old = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[4]
local from, most, bytes = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])

local expired = 0
local head = redis.call('LINDEX', KEYS[1], 0)
while head do
  local _, stored = struct.unpack('>I8I8', head)
  if stored >= old then
    break
  end
  redis.call('LPOP', KEYS[1])
  redis.call('HDEL', KEYS[2], head:sub(18, 17 + head:byte(17)))
  expired = expired + 1
  head = redis.call('LINDEX', KEYS[1], 0)
end
if expired > 0 then
  redis.call('HINCRBY', KEYS[3], 'lost', expired)
end

-- Where the first offset is: offsets rise.
local low, high = 0, redis.call('LLEN', KEYS[1])
while low < high do
  local middle = math.floor((low + high) / 2)
  local offset = struct.unpack('>I8', redis.call('LINDEX', KEYS[1], middle))
  if offset < from then
    low = middle + 1
  else
    high = middle
  end
end

local known = redis.call('HMGET', KEYS[3], 'lost', 'last')
local reply = { tonumber(known[1] or '0'), expired, tonumber(known[2] or '0') + 1, 0 }
local count, size = 0, 0
while true do
  local piece = redis.call('LRANGE', KEYS[1], low, low + 31)
  for _, entry in ipairs(piece) do
    if count == most or (size >= bytes and count > 0) then
      reply[3] = struct.unpack('>I8', entry)
      reply[4] = 1
      return reply
    end
    count = count + 1
    size = size + #entry
    reply[#reply + 1] = entry
  end
  if #piece < 32 then
    return reply
  end
  low = low + 32
end
