-- Reads a table that all servers share. Writes nothing.
-- KEYS[1] hash   see begin_table.lua
-- ARGV[1] text   key of the one entry that is wanted; no such argument for all of them
-- returns keys and values in turn, in no order
if not ARGV[1] then
  return redis.call('HGETALL', KEYS[1])
end
local value = redis.call('HGET', KEYS[1], ARGV[1])
if not value then
  return {}
end
return { ARGV[1], value }
