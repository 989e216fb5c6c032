-- Part of scripts that do something once: a repeat gets the answer of the first time.
-- KEYS[1] string the last operation and its answer, for a minute
-- ARGV[1] text   where the operation comes from
-- ARGV[2] int    its number; those from there rise
-- A script that has this part answers `repeated` if it is there, and otherwise answer(reply).
-- Numbers, strings and lists of them become bytes and come back from them.
local function pack(value)
  if type(value) == 'number' then
    return 'i' .. struct.pack('>i8', value)
  end
  if type(value) == 'string' then
    return 's' .. struct.pack('>I4', #value) .. value
  end
  local parts = { 'l' .. struct.pack('>I4', #value) }
  for i, item in ipairs(value) do
    parts[i + 1] = pack(item)
  end
  return table.concat(parts)
end

local function unpacked(bytes, at)
  local kind = bytes:sub(at, at)
  if kind == 'i' then
    return struct.unpack('>i8', bytes, at + 1)
  end
  local size, after = struct.unpack('>I4', bytes, at + 1)
  if kind == 's' then
    return bytes:sub(after, after + size - 1), after + size
  end
  local list = {}
  for i = 1, size do
    list[i], after = unpacked(bytes, after)
  end
  return list, after
end

local function answer(reply)
  redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2] .. ' ' .. pack(reply), 'EX', 60)
  return reply
end

local repeated
local last = redis.call('GET', KEYS[1])
if last then
  local origin, number, at = last:match('^(%S+) (%d+) ()')
  if origin == ARGV[1] and number == ARGV[2] then
    repeated = unpacked(last, at)
  elseif tonumber(number) >= tonumber(ARGV[2]) then
    -- On its way for so long that it would undo what came after it.
    return redis.error_reply('LATE a later operation has been done already')
  end
end

