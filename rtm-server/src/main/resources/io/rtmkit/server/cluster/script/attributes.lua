-- Part of scripts for attributes. Behind time.lua.
-- A hash of them: key -> place u64 (they rise in the order of the first writing), Unix ms of the
-- write u64, bytes of the value u32, attribute. Under REVISION, which is no key: the revision, once
-- there was a write.
local REVISION = '\0v'

-- Revision and attributes; those with the keys in ARGV from a place on, all if there are none.
local function readAttributes(hash, first)
  local revision = tonumber(redis.call('HGET', hash, REVISION) or '0')
  local found, seen = {}, { [REVISION] = true }
  if not first or first > #ARGV then
    local all = redis.call('HGETALL', hash)
    for i = 1, #all, 2 do
      if all[i] ~= REVISION then
        found[#found + 1] = all[i + 1]
      end
    end
    return revision, found
  end
  for i = first, #ARGV do
    local attribute = not seen[ARGV[i]] and redis.call('HGET', hash, ARGV[i])
    seen[ARGV[i]] = true
    if attribute then
      found[#found + 1] = attribute
    end
  end
  return revision, found
end

-- Writes completely or not at all.
-- ARGV from a place on: 0 replace, 1 merge, 2 delete, 3 clear; the revision that the set must have,
-- '' for any; how many attributes and how many bytes of keys and values there may be; then per
-- attribute (0 and 1): key, bytes of its value, attribute; or keys (2)
-- Returns DONE and the new revision; or CONFLICT and the present one; or SIZE and how many
-- attributes and bytes there would be.
local function writeAttributes(hash, first, writtenMs, revisionBefore)
  local mode, expected = ARGV[first], ARGV[first + 1]
  local before, revision, place = {}, '0', 0
  local all = redis.call('HGETALL', hash)
  for i = 1, #all, 2 do
    if all[i] == REVISION then
      revision = all[i + 1]
    else
      before[all[i]] = all[i + 1]
      place = math.max(place, (struct.unpack('>I8', all[i + 1])))
    end
  end
  if expected ~= '' and expected ~= revision then
    return 'CONFLICT', tonumber(revision), 0
  end

  local after = {}
  if mode == '1' or mode == '2' then
    for key, attribute in pairs(before) do
      after[key] = attribute
    end
  end
  if mode == '0' or mode == '1' then
    for i = first + 4, #ARGV, 3 do
      local own = after[ARGV[i]] and struct.unpack('>I8', after[ARGV[i]])
      if not own then
        place = place + 1
        own = place
      end
      after[ARGV[i]] = struct.pack('>I8I8I4', own, writtenMs, ARGV[i + 1]) .. ARGV[i + 2]
    end
  else
    for i = first + 4, #ARGV do
      after[ARGV[i]] = nil
    end
  end

  local count, bytes = 0, 0
  for key, attribute in pairs(after) do
    local _, _, size = struct.unpack('>I8I8I4', attribute)
    count = count + 1
    bytes = bytes + #key + size
  end
  if count > tonumber(ARGV[first + 2]) or bytes > tonumber(ARGV[first + 3]) then
    return 'SIZE', count, bytes
  end

  local new = rise(math.max(tonumber(revision), tonumber(revisionBefore or '0')))
  redis.call('HSET', hash, REVISION, text(new))
  for key, attribute in pairs(after) do
    if attribute ~= before[key] then
      redis.call('HSET', hash, key, attribute)
    end
  end
  for key in pairs(before) do
    if not after[key] then
      redis.call('HDEL', hash, key)
    end
  end
  return 'DONE', new, 0
end

