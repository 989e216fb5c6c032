-- Appends messages to the queue of a user. Repeatable: what is in the queue already stays as it is.
-- KEYS[1] list   the queue, oldest first; an entry: offset u64, stored ms u64, length u8 and bytes
--                of the operation id (message id u64, sender), record
-- KEYS[2] hash   operation id -> offset, of everything in the queue
-- KEYS[3] hash   last: offset given last; lost: replaced or too old, and nobody was told;
--                renewed: when in ms the keys were last told how long they live
-- ARGV[1] int    how many messages the queue holds
-- ARGV[2] int    seconds for which the keys live on
-- ARGV[3..] per message: operation id, record
-- returns per message: offset, the offset given before it (0 if unknown), 1 if another gave way
local time = redis.call('TIME')
local ms = time[1] * 1000 + math.floor(time[2] / 1000)
local most = tonumber(ARGV[1])
local known = redis.call('HMGET', KEYS[3], 'last', 'renewed')
local last, renewed = tonumber(known[1] or '0'), tonumber(known[2] or '0')
local count = redis.call('LLEN', KEYS[1])
-- Keys live an hour longer than what is in them; so once in a while is enough.
local renew = count == 0 or ms - renewed > 1800000 or ms < renewed
local queue, senders, counts
local replies = {}

local function operation(entry)
  return entry:sub(18, 17 + entry:byte(17))
end

local function add(entry, sender)
  queue[#queue + 1] = entry
  senders[#queue] = sender
  counts[sender] = (counts[sender] or 0) + 1
end

-- Who has how much is reckoned once, and only when the queue is full.
local function load()
  queue, senders, counts = {}, {}, {}
  for _, entry in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
    add(entry, operation(entry):sub(9))
  end
end

-- The oldest of whoever has most, the newcomer's message counted, gives way.
local function replace(newcomer)
  counts[newcomer] = (counts[newcomer] or 0) + 1
  local victim, victims = 1, 0
  for place = 1, #senders do
    local has = counts[senders[place]]
    if has > victims then
      victim, victims = place, has
    end
  end
  counts[newcomer] = counts[newcomer] - 1
  counts[senders[victim]] = counts[senders[victim]] - 1
  -- First what Redis may refuse when its memory is full: then nothing is gone.
  redis.call('HINCRBY', KEYS[3], 'lost', 1)
  table.remove(senders, victim)
  local entry = table.remove(queue, victim)
  redis.call('LREM', KEYS[1], 1, entry)
  redis.call('HDEL', KEYS[2], operation(entry))
end

for i = 3, #ARGV, 2 do
  local id, record = ARGV[i], ARGV[i + 1]
  local there = redis.call('HGET', KEYS[2], id)
  if there then
    replies[#replies + 1] = { tonumber(there), 0, 0 }
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
      add(entry, id:sub(9))
    end
    replies[#replies + 1] = { last, previous, full and 1 or 0 }
  end
end
if renew then
  redis.call('HSET', KEYS[3], 'last', string.format('%.0f', last),
      'renewed', string.format('%.0f', ms))
  for _, key in ipairs(KEYS) do
    redis.call('EXPIRE', key, ARGV[2])
  end
else
  redis.call('HSET', KEYS[3], 'last', string.format('%.0f', last))
end
return replies
