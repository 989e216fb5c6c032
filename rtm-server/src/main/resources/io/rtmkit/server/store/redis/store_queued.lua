-- Appends messages to the queue of a user. Repeatable: what is in the queue already stays as it is.
-- KEYS[1] list   the queue, oldest first; an entry: offset u64, stored ms u64, length u8 and bytes
--                of the operation id (message id u64, sender), record
-- KEYS[2] hash   operation id -> offset, of everything in the queue
-- KEYS[3] hash   last: offset given last; lost: replaced or too old, and nobody was told
-- ARGV[1] int    how many messages the queue holds
-- ARGV[2] int    seconds for which the keys live on
-- ARGV[3..] per message: operation id, record
-- returns per message: offset, the offset given before it (0 if unknown), 1 if another gave way
local time = redis.call('TIME')
local ms = time[1] * 1000 + math.floor(time[2] / 1000)
local most = tonumber(ARGV[1])
local last = tonumber(redis.call('HGET', KEYS[3], 'last') or '0')
local count = redis.call('LLEN', KEYS[1])
local queue, counts
local replies = {}

local function operation(entry)
  return entry:sub(18, 17 + entry:byte(17))
end

-- Who has how much is reckoned once, and only when the queue is full.
local function load()
  queue = redis.call('LRANGE', KEYS[1], 0, -1)
  counts = {}
  for _, entry in ipairs(queue) do
    local sender = operation(entry):sub(9)
    counts[sender] = (counts[sender] or 0) + 1
  end
end

local function replace(newcomer)
  counts[newcomer] = (counts[newcomer] or 0) + 1
  local victim, victims = 1, 0
  for place, entry in ipairs(queue) do
    local has = counts[operation(entry):sub(9)]
    if has > victims then
      victim, victims = place, has
    end
  end
  local entry = table.remove(queue, victim)
  local id = operation(entry)
  counts[id:sub(9)] = counts[id:sub(9)] - 1
  -- First what Redis may refuse when its memory is full: then nothing is gone.
  redis.call('HINCRBY', KEYS[3], 'lost', 1)
  redis.call('LREM', KEYS[1], 1, entry)
  redis.call('HDEL', KEYS[2], id)
end

for i = 3, #ARGV, 2 do
  local id, record = ARGV[i], ARGV[i + 1]
  local known = redis.call('HGET', KEYS[2], id)
  if known then
    replies[#replies + 1] = { tonumber(known), 0, 0 }
  else
    local full = count >= most
    if full then
      if not queue then
        load()
      end
      replace(id:sub(9))
    else
      count = count + 1
    end
    local previous = last
    last = math.max(last + 1, ms * 1024)
    local entry = struct.pack('>I8I8B', last, ms, #id) .. id .. record
    redis.call('RPUSH', KEYS[1], entry)
    redis.call('HSET', KEYS[2], id, string.format('%.0f', last))
    if queue then
      queue[#queue + 1] = entry
      if not full then
        counts[id:sub(9)] = (counts[id:sub(9)] or 0) + 1
      end
    end
    replies[#replies + 1] = { last, previous, full and 1 or 0 }
  end
end
redis.call('HSET', KEYS[3], 'last', string.format('%.0f', last))
for _, key in ipairs(KEYS) do
  redis.call('EXPIRE', key, ARGV[2])
end
return replies
