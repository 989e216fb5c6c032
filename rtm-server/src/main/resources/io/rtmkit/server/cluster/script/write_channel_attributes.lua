-- Writes attributes of a channel.
-- Behind time.lua, operation.lua, channel.lua and attributes.lua.
-- KEYS[2..7]     see channel.lua
-- ARGV[3] text   user who writes
-- ARGV[4] text   lock that it must have, '' for none
-- ARGV[5] int    1 if the members are to be told
-- ARGV[6] int    ms for which the attributes of an empty channel live
-- ARGV[7..]      see attributes.lua
-- returns what attributes.lua says, or UNLOCKED and zeros; if the members are to be told: the
-- attributes, servers that have members
if repeated then
  return repeated
end
if ARGV[4] ~= '' then
  local held = redis.call('HGET', locks, ARGV[4])
  local _, ends, owner = 0, 0, 0
  if held then
    _, ends, owner = struct.unpack('>I8I8', held)
  end
  if ends <= ms() or held:sub(owner) ~= ARGV[3] then
    return answer({ 'UNLOCKED', 0, 0, {}, {} })
  end
end
local outcome, revision, bytes =
    writeAttributes(attributes, 7, ms(), redis.call('HGET', facts, 'av'))
local all, servers = {}, {}
if outcome == 'DONE' then
  redis.call('HSET', facts, 'av', text(revision))
  if ARGV[5] == '1' then
    redis.call('HSET', facts, 'at', text(revision))
    revision, all = readAttributes(attributes)
    servers = redis.call('HKEYS', nodes)
  end
  if redis.call('HLEN', members) == 0 then
    redis.call('PEXPIRE', attributes, ARGV[6])
    settle()
  end
end
return answer({ outcome, revision, bytes, all, servers })
