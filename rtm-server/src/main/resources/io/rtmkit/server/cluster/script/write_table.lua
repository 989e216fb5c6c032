-- Writes an entry of a table that all servers share. Repeatable.
-- KEYS[1] hash   see begin_table.lua
-- ARGV[1] text   key
-- ARGV[2] text   value; no such argument to remove the entry
-- returns nothing
local before = redis.call('HGET', KEYS[1], ARGV[1])
if before == (ARGV[2] or false) then
  return {}
end
if ARGV[2] then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
else
  redis.call('HDEL', KEYS[1], ARGV[1])
end
redis.call('HINCRBY', KEYS[1], '', 1)
return {}
