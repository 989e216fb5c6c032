-- Removes an entry of a table that all servers share, if it is still what somebody saw. Repeatable.
-- KEYS[1] hash   see begin_table.lua
-- ARGV[1] text   key
-- ARGV[2] text   value that was seen
-- returns nothing
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
  redis.call('HDEL', KEYS[1], ARGV[1])
  redis.call('HINCRBY', KEYS[1], '', 1)
end
return {}
